import type { Make } from '../../lib/jobs/record';
import type { Standing } from '../../lib/library/talk';
import { Button } from '../ui/Button';
import { Disclosure } from '../ui/Disclosure';
import { Meter } from '../ui/Meter';
import { sizeOf, words } from './words';

const MAKES: readonly Make[] = ['image', 'model3d', 'text'];

interface StorageProps {
  readonly standing: Standing;
  readonly onLargest: () => void;
}

/** What all of it takes on the disk, and how to have less of it. */
export function Storage({ standing: { bytes, counts }, onLargest }: StorageProps) {
  const all = MAKES.reduce((sum, make) => sum + bytes[make], 0);
  return (
    <Disclosure summary={`${words.storage.title}: ${words.storage.used(sizeOf(all))}`}>
      <div className="max-w-xl space-y-3">
        <ul className="space-y-2">
          {MAKES.map((make) => (
            <li key={make} className="space-y-1">
              <p className="tabular-nums">
                {words.storage.each(words.many[make], counts[make], sizeOf(bytes[make]))}
              </p>
              <Meter
                label={words.storage.share(words.many[make])}
                value={bytes[make]}
                max={Math.max(1, all)}
                text={sizeOf(bytes[make])}
              />
            </li>
          ))}
        </ul>
        <p className="text-soft">{words.storage.free}</p>
        <Button size="small" onClick={onLargest}>
          {words.storage.largest}
        </Button>
      </div>
    </Disclosure>
  );
}
