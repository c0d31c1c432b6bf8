import type { Guide, Kind } from '../../lib/providers/shape';
import { SiteLink } from '../ui/Link';
import { words } from './words';

/** How one gets a key, and what becomes of it. */
export function Steps({ guide, kind }: { readonly guide: Guide; readonly kind: Kind }) {
  const initial = Object.fromEntries(kind.fields.map((field) => [field.name, field.initial ?? '']));
  const sendsNothing = guide.originsFor(kind.id, initial).length === 0;
  return (
    <aside className="space-y-3 text-sm md:border-l md:border-line md:pl-6">
      <h3 className="font-semibold">{words.add.steps}</h3>
      <ol className="list-decimal space-y-1 pl-4 text-soft marker:text-soft">
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        <SiteLink href={guide.keyPage}>{words.add.keyPage(guide.name)}</SiteLink>
      </p>
      <p className="text-soft">{words.add.privacy(guide.name, sendsNothing)}</p>
    </aside>
  );
}
