import { ChevronRight } from 'lucide-react';
import { useOptionsLink } from '../app/OptionsLink';
import type { Thing } from './attention';
import { brief } from './brief';

export const Attention = ({ things }: { readonly things: readonly Thing[] }) => (
  <ul
    aria-label={brief.cards.attention}
    className="divide-y divide-line overflow-hidden rounded-md border border-line bg-surface"
  >
    {things.map((thing) => (
      <Line key={thing.id} thing={thing} />
    ))}
  </ul>
);

function Line({ thing }: { readonly thing: Thing }) {
  const link = useOptionsLink(thing.to);
  return (
    <li>
      <a
        {...link}
        target={undefined}
        className="flex min-h-9 items-center gap-2 px-3 py-1.5 text-ink hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 flex-1 break-words">{thing.text}</span>
        <ChevronRight size={14} aria-hidden className="shrink-0 text-soft" />
      </a>
    </li>
  );
}
