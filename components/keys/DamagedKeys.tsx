import type { KeyListing } from '../../lib/keys/reads';
import { Notice } from '../ui/Notice';
import { words } from './words';

/** A damaged row never hides the others, and is never hidden itself. */
export function DamagedKeys({ damaged }: Pick<KeyListing, 'damaged'>) {
  if (damaged.length === 0) return null;
  return (
    <Notice tone="bad" title={words.damaged.title(damaged.length)}>
      <p>{words.damaged.text}</p>
      <ul className="list-disc pl-4">
        {damaged.map(({ id }) => (
          <li key={id}>{words.damaged.row(id)}</li>
        ))}
      </ul>
    </Notice>
  );
}
