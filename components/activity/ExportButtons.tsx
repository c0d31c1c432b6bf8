import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../lib/core/problem';
import { toStorageProblem } from '../../lib/db/problems';
import { activityExported } from '../../lib/messages/activity';
import { ask } from '../../lib/messages/client';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import type { Filter } from './filter';
import { toCsv, toJson } from './table';
import { IMPORTED, OWN, readAll } from './useRecord';
import { words } from './words';

const KINDS = [
  { kind: 'csv', label: words.export.csv, media: 'text/csv', write: toCsv },
  { kind: 'json', label: words.export.json, media: 'application/json', write: toJson },
] as const;

export function ExportButtons({ filter }: { readonly filter: Filter }) {
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const save = async ({ kind, media, write }: (typeof KINDS)[number]) => {
    setBusy(kind);
    setProblem(undefined);
    try {
      const lines = [...(await readAll(OWN, filter)), ...(await readAll(IMPORTED, filter))];
      download(new Blob(await write(lines), { type: media }), kind);
      await ask(activityExported, { count: lines.length });
    } catch (error) {
      setProblem(toStorageProblem(error));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {KINDS.map((one) => (
          <Button
            key={one.kind}
            size="small"
            icon={Download}
            isBusy={busy === one.kind}
            title={words.export.about}
            onClick={() => void save(one)}
          >
            {one.label}
          </Button>
        ))}
      </div>
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}

const KEPT_MS = 60_000;

/** The browser takes the file at its own pace: the address lives a while longer than the press. */
function download(file: Blob, kind: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `firekeep-activity-${new Date().toISOString().slice(0, 10)}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
