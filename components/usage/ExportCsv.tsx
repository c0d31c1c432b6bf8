import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { toProblem } from '../../lib/core/problem';
import { dayOf } from '../../lib/usage/days';
import { wordsFor } from '../app/problems';
import { Button } from '../ui/Button';
import { toast } from '../ui/toasts';
import { type Names, sayMake } from './names';
import type { Span } from './period';
import { words } from './words';

interface ExportCsvProps {
  readonly span: Span;
  readonly names: Names;
}

/** So long the browser may take to begin with the file. */
const KEPT_MS = 60_000;

/** Every entry of the period as a table for other programs. Its name says nothing of what is in it. */
export function ExportCsv({ span, names }: ExportCsvProps) {
  const [isBusy, setIsBusy] = useState(false);
  const save = async () => {
    setIsBusy(true);
    try {
      const { streamCsv } = await import('../../lib/usage/csv');
      const lines = streamCsv(span, {
        heads: words.csv.heads,
        service: names.service,
        key: names.key,
        kind: sayMake,
        how: (how) => words.csv.how[how],
      });
      const headers = { 'content-type': 'text/csv' };
      offer(await new Response(lines, { headers }).blob(), `firekeep-usage-${dayOf(Date.now())}.csv`);
    } catch (error) {
      const { what, next } = wordsFor(toProblem(error));
      toast(`${what}. ${next}`);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button icon={FileDown} isBusy={isBusy} onClick={save}>
      {words.csv.export}
    </Button>
  );
}

function offer(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
