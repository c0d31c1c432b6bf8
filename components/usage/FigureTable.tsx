import { type ReactNode, useId } from 'react';
import { classes } from '../ui/classes';

export interface Column {
  readonly id: string;
  readonly title: ReactNode;
  readonly isNumber?: boolean;
  /** Left out where there is little room: what else the row says is enough. */
  readonly isExtra?: boolean;
}

interface FigureTableProps {
  readonly caption: string;
  /** When a heading says it already. */
  readonly isCaptionUnseen?: boolean;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
}

/** Figures in rows. Where it is wider than its place it is scrolled by itself, also with the arrow keys. */
export function FigureTable({ caption, isCaptionUnseen = false, columns, children }: FigureTableProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the focus on it
    <section aria-labelledby={id} tabIndex={0} className="overflow-x-auto rounded-sm">
      <table className="w-full border-collapse text-left">
        <caption
          id={id}
          className={classes('pb-1 text-left text-sm font-medium', isCaptionUnseen && 'sr-only')}
        >
          {caption}
        </caption>
        <thead>
          <tr className="border-b border-line text-sm text-soft">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classes(
                  'py-1 pr-2 font-medium last:pr-0 sm:pr-4',
                  column.isNumber && 'text-right',
                  column.isExtra && EXTRA,
                )}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </section>
  );
}

export const RowHead = ({ children }: { readonly children: ReactNode }) => (
  <th
    scope="row"
    className="min-w-16 py-1.5 pr-2 text-left align-baseline font-normal wrap-anywhere sm:min-w-24 sm:pr-4"
  >
    {children}
  </th>
);

/** Its cells are gone for screen readers too, head and all: nothing stands under the wrong heading. */
const EXTRA = 'hidden sm:table-cell';

interface ValueProps {
  readonly isNumber?: boolean;
  readonly isExtra?: boolean;
  readonly children: ReactNode;
}

export const Value = ({ isNumber, isExtra, children }: ValueProps) => (
  <td
    className={classes(
      'py-1.5 pr-2 align-baseline last:pr-0 sm:pr-4',
      isNumber && 'text-right whitespace-nowrap',
      isExtra && EXTRA,
    )}
  >
    {children}
  </td>
);
