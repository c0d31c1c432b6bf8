import type { Measured } from '../../lib/db/measure';
import { ProblemAlert } from '../app/ProblemAlert';
import { FigureTable, RowHead, Value } from '../usage/FigureTable';
import { securityWords } from './securityWords';
import type { Said, Security } from './useSecurity';

const words = securityWords.stored;

/** Rows and bytes of each table, and what the browser says of the whole. */
export const Stored = ({ stored, said }: Pick<Security, 'stored' | 'said'>) =>
  stored.problem ? (
    <ProblemAlert problem={stored.problem} />
  ) : (
    <Tables measured={stored.tables} said={said} />
  );

interface TablesProps {
  readonly measured: readonly Measured[];
  readonly said: Said;
}

function Tables({ measured, said }: TablesProps) {
  const kept = measured.filter(({ rows }) => rows > 0);
  const isWhole = kept.every(({ bytes }) => bytes !== undefined);
  return (
    <div className="space-y-3">
      <FigureTable
        caption={words.caption}
        isCaptionUnseen
        columns={[
          { id: 'what', title: words.what },
          { id: 'rows', title: words.rows, isNumber: true },
          { id: 'bytes', title: words.size, isNumber: true },
        ]}
      >
        {kept.map(({ table, rows, bytes }) => (
          <Row key={table} name={words.tables[table] ?? table} rows={rows} bytes={bytes} />
        ))}
        <Row
          name={words.total}
          rows={sum(kept.map(({ rows }) => rows))}
          bytes={isWhole ? sum(kept.map(({ bytes }) => bytes ?? 0)) : undefined}
        />
      </FigureTable>
      <BrowserSays {...said} />
    </div>
  );
}

const STEPS = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const;
const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

function sizeOf(bytes: number): string {
  const [unit, step] = STEPS.find(([, least]) => bytes >= least) ?? ['bytes', 1];
  return `${figure.format(bytes / step)} ${unit}`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

interface RowProps {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number | undefined;
}

const Row = ({ name, rows, bytes }: RowProps) => (
  <tr>
    <RowHead>{name}</RowHead>
    <Value isNumber>{rows.toLocaleString('en')}</Value>
    <Value isNumber>
      {bytes === undefined ? <span className="text-soft">{words.counting}</span> : sizeOf(bytes)}
    </Value>
  </tr>
);

const BrowserSays = ({ usage, isPersisted }: Said) =>
  isPersisted === undefined ? null : (
    <p className="text-sm text-soft">
      {usage !== undefined && words.inAll(sizeOf(usage))} {isPersisted ? words.persisted : words.notPersisted}
    </p>
  );
