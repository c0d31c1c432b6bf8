import { TriangleAlert } from 'lucide-react';
import { hrefTo } from '../app/route';
import { Link } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { nameWith } from './keyNames';
import { securityWords as words } from './securityWords';
import type { Security } from './useSecurity';
import { findWeakSpots } from './weakSpots';

type WeakSpotsProps = Pick<Security, 'ways' | 'keys' | 'minutes' | 'last' | 'faces'>;

/** Out of what is known of everything: a list that grows while somebody reads it says too little at first. */
export function WeakSpots({ ways, keys, minutes, last, faces }: WeakSpotsProps) {
  const spots = findWeakSpots({
    ways: ways.state === 'ready' ? ways.value : [],
    keys: keys.state === 'ready' ? keys.value.keys : [],
    minutes: minutes.state === 'ready' ? minutes.value : null,
    lastBackupAtMs: last.state === 'ready' ? last.value?.atMs : undefined,
    nameOf: nameWith(faces),
    isForUse: ({ provider }) => faces.some(({ id, makes }) => id === provider && makes.length > 0),
    nowMs: Date.now(),
  });
  if (spots.length === 0) return <Notice tone="good">{words.weak.none}</Notice>;
  return (
    <ul aria-label={words.weak.title} className="space-y-2">
      {spots.map(({ what, next, page }) => (
        <li key={what} className="flex gap-2">
          <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
          <div className="min-w-0">
            <span className="font-medium break-words">{what}</span> <span className="text-soft">{next}</span>{' '}
            {page && <Link href={hrefTo(page)}>{words.weak.to[page]}</Link>}
          </div>
        </li>
      ))}
    </ul>
  );
}
