import type { ReactNode } from 'react';
import type { Sum } from '../../lib/usage/reads';
import { Disclosure } from '../ui/Disclosure';
import { Attention } from './Attention';
import type { Thing } from './attention';
import { Cost } from './Cost';
import { counts, words } from './words';

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
  <section aria-label={words.cards.label} className="space-y-3">
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure name={words.cards.services}>
        {services === undefined ? counts.format(connected) : words.cards.of(connected, services)}
      </Figure>
      <Figure name={words.cards.cost}>{month ? <Cost sum={month} /> : words.cards.wait}</Figure>
      <Figure name={words.cards.calls}>{month ? counts.format(month.calls) : words.cards.wait}</Figure>
      <Figure name={words.cards.attention}>
        {things.length === 0 ? words.cards.calm : words.cards.things(things.length)}
      </Figure>
    </dl>
    {things.length > 0 && (
      <Disclosure summary={words.cards.what} isOpenAtFirst={isOpen}>
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
