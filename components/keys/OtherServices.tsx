import { useId } from 'react';
import { findGuide } from '../../lib/providers/guides';
import type { Groups } from './groups';
import { Keys } from './ProviderCard';
import { words } from './words';

/** Keys of services that only a newer version knows: an older one keeps and shows them. */
export function OtherServices({ groups }: { readonly groups: Groups }) {
  const titleId = useId();
  const unknown = [...groups].filter(([id]) => !findGuide(id));
  if (unknown.length === 0) return null;
  return (
    <section aria-labelledby={titleId} className="space-y-3">
      <h2 id={titleId} className="text-sm font-semibold text-soft">
        {words.other.title}
      </h2>
      <p className="text-soft">{words.other.help}</p>
      {unknown.map(([id, group]) => (
        <article key={id} aria-label={id} className="space-y-3 rounded-lg border border-line bg-surface p-4">
          <h3 className="text-lg font-semibold">{id}</h3>
          <Keys guide={undefined} group={group} />
        </article>
      ))}
    </section>
  );
}
