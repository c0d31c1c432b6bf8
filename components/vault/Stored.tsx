import { useEffect, useState } from 'react';
import type { Problem } from '../../lib/core/problem';
import type { Measured } from '../../lib/db/measure';
import { toStorageProblem } from '../../lib/db/problems';
import { ProblemAlert } from '../app/ProblemAlert';
import { Skeleton } from '../ui/Skeleton';
import { FigureTable, RowHead, Value } from '../usage/FigureTable';
import { securityWords } from './securityWords';

const words = securityWords.stored;

/** Rows and bytes of each table, and what the browser says of the whole. */
export function Stored() {
  const [measured, setMeasured] = useState<readonly Measured[]>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const aborter = new AbortController();
    import('../../lib/db/measure')
      .then(({ measure }) => measure(aborter.signal, setMeasured))
      .catch((error: unknown) => setProblem(toStorageProblem(error)));
    return () => aborter.abort();
  }, []);
  if (problem) return <ProblemAlert problem={problem} />;
  if (!measured) return <Skeleton lines={6} />;
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
      <BrowserSays />
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

interface Said {
  readonly usage: number | undefined;
  readonly isPersisted: boolean;
}

async function askBrowser(): Promise<Said> {
  const { usage } = await navigator.storage.estimate();
  return { usage, isPersisted: await navigator.storage.persisted() };
}

function BrowserSays() {
  const [said, setSaid] = useState<Said>();
  useEffect(() => {
    let isOver = false;
    askBrowser().then(
      (answer) => !isOver && setSaid(answer),
      // A browser that does not tell: then nothing is said about it.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, []);
  if (!said) return null;
  return (
    <p className="text-sm text-soft">
      {said.usage !== undefined && words.inAll(sizeOf(said.usage))}{' '}
      {said.isPersisted ? words.persisted : words.notPersisted}
    </p>
  );
}
