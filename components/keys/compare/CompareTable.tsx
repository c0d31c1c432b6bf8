import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Told } from '../../../lib/providers/shape';
import { Badge } from '../../ui/Badge';
import { classes } from '../../ui/classes';
import { SiteLink } from '../../ui/Link';
import { difficulties } from '../words';
import { COLUMNS, type Compared, isSortable, type Order, type Sortable, sayCategory } from './order';
import { words } from './words';

interface CompareTableProps {
  readonly shown: readonly Compared[];
  /** Services that have a key here. */
  readonly connected: ReadonlySet<string>;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** A real table: where the window is narrow it is scrolled sideways, also by keyboard. */
export function CompareTable({ shown, connected, order, onOrder }: CompareTableProps) {
  return (
    <section
      aria-label={words.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full min-w-[60rem] border-collapse text-left text-sm">
        <caption className="sr-only">{words.table}</caption>
        <thead>
          <tr className="border-b border-line bg-sunken">
            {COLUMNS.map((column) =>
              isSortable(column) ? (
                <Head key={column} column={column} order={order} onOrder={onOrder} />
              ) : (
                <th key={column} scope="col" className="px-3 font-semibold text-soft">
                  {words.columns[column]}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {shown.map((compared) => (
            <Row key={compared.guide.id} {...compared} isConnected={connected.has(compared.guide.id)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({
  column,
  order,
  onOrder,
}: Pick<CompareTableProps, 'order' | 'onOrder'> & { column: Sortable }) {
  const isSorted = order.by === column;
  const Icon = isSorted ? (order.isDown ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (order.isDown ? 'descending' : 'ascending') : undefined}
      className="p-0 font-semibold"
    >
      <button
        type="button"
        onClick={() => onOrder({ by: column, isDown: isSorted && !order.isDown })}
        className={classes(
          'flex min-h-9 w-full items-center gap-1 px-3 text-left hover:bg-hover',
          isSorted ? 'text-ink' : 'text-soft',
        )}
      >
        {words.columns[column]}
        <Icon size={12} aria-hidden className="shrink-0" />
      </button>
    </th>
  );
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

function Row({ guide, traits, isConnected }: Compared & { readonly isConnected: boolean }) {
  const { price, setup } = guide;
  return (
    <tr className="align-top">
      <th scope="row" className="space-y-1 px-3 py-2 font-medium">
        <SiteLink href={guide.site}>{guide.name}</SiteLink>
        {isConnected && (
          <div>
            <Badge tone="good">{words.haveKey}</Badge>
          </div>
        )}
      </th>
      <Cell isNarrow>{sayCategory(guide.category)}</Cell>
      <Cell isNarrow>
        {guide.makes.length > 0 ? (
          guide.makes.map((kind) => words.kinds[kind]).join(', ')
        ) : (
          <span className="text-soft">{words.keepsOnly}</span>
        )}
      </Cell>
      <Cell>{price.note}</Cell>
      <Cell>
        {price.free}{' '}
        <span className="whitespace-nowrap text-soft">
          ({words.asOf} <time dateTime={price.asOf}>{day.format(new Date(price.asOf))}</time>)
        </span>
      </Cell>
      <Cell isNarrow>
        <span className="whitespace-nowrap">
          {words.minutes(setup.minutes)}, {difficulties[setup.difficulty]}
        </span>
      </Cell>
      <Answer told={traits.limits} />
      <Answer told={traits.expiry} />
    </tr>
  );
}

const Cell = ({
  isNarrow = false,
  children,
}: {
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}) => <td className={classes('px-3 py-2', !isNarrow && 'min-w-36')}>{children}</td>;

/** The answer, and what is behind it where more is known than the answer. */
const Answer = ({ told }: { readonly told: Told }) => (
  <Cell>
    <span className={classes('font-medium', told.is === 'unknown' && 'text-soft')}>{words.is[told.is]}</span>
    {!/^(?:not known|none known)/i.test(told.note) && <p className="text-soft">{told.note}</p>}
  </Cell>
);
