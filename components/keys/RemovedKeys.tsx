import type { KeyRecord } from '../../lib/keys/record';
import { findGuide } from '../../lib/providers/guides';
import { Disclosure } from '../ui/Disclosure';
import { Time } from '../ui/Time';
import { nameOf } from './groups';
import { words } from './words';

/** What once was here. The secrets are gone, or will be as soon as Undo is. */
export function RemovedKeys({ keys }: { readonly keys: readonly KeyRecord[] }) {
  if (keys.length === 0) return null;
  return (
    <Disclosure summary={words.removed.title(keys.length)}>
      <p className="text-soft">{words.removed.lead}</p>
      <ul className="mt-2 divide-y divide-line">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap gap-x-3 py-1.5">
            <span className="font-medium">{findGuide(key.provider)?.name ?? key.provider}</span>
            <span className="min-w-0 break-words">{nameOf(key)}</span>
            {key.name && key.hint && <span className="font-mono text-soft">{key.hint}</span>}
            <span className="text-soft">
              {words.key.added} <Time atMs={key.addedAtMs} />
            </span>
            {key.removedAtMs !== null && (
              <span className="text-soft">
                {words.removed.removedAt} <Time atMs={key.removedAtMs} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
