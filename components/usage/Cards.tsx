import type { ReactNode } from 'react';
import type { Sum } from '../../lib/usage/reads';
import { Disclosure } from '../ui/Disclosure';
import { Attention } from './Attention';
import type { Thing } from './attention';
import { brief, counts } from './brief';
import { Cost } from './Cost';

interface CardsProps {
  readonly connected: number;
  /** Undefined until it is known how many there are. */
  readonly services: number | undefined;
  /** Of this month; undefined while it is added up. */
  readonly month: Sum | undefined;
  readonly things: readonly Thing[];
  /** On its own page what needs attention stands open. */
  readonly isOpen?: boolean;
}

/** Four figures, and what is behind the last one. Their room is kept while they are read. */
export const Cards = ({ connected, services, month, things, isOpen = false }: CardsProps) => (
  <section aria-label={brief.cards.label} className="space-y-3">
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure name={brief.cards.services}>
        {services === undefined ? counts.format(connected) : brief.cards.of(connected, services)}
      </Figure>
      <Figure name={brief.cards.cost}>{month ? <Cost sum={month} /> : brief.cards.wait}</Figure>
      <Figure name={brief.cards.calls}>{month ? counts.format(month.calls) : brief.cards.wait}</Figure>
      <Figure name={brief.cards.attention}>
        {things.length === 0 ? brief.cards.calm : brief.cards.things(things.length)}
      </Figure>
    </dl>
    {things.length > 0 && (
      <Disclosure summary={brief.cards.what} isOpenAtFirst={isOpen}>
        <Attention things={things} />
      </Disclosure>
    )}
  </section>
);

interface FigureProps {
  readonly name: string;
  readonly children: ReactNode;
}

const Figure = ({ name, children }: FigureProps) => (
  <div className="rounded-lg border border-line bg-surface px-4 py-3 shadow-raised">
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="text-xl font-semibold">{children}</dd>
  </div>
);
