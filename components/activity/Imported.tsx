import { useDeferredValue, useEffect, useState } from 'react';
import type { ImportedLine } from '../../lib/activity/reads';
import { findOpen } from '../../lib/session/open';
import { ProblemAlert } from '../app/ProblemAlert';
import { Section } from '../ui/Section';
import type { Filter } from './filter';
import { dateOf } from './format';
import { Lines } from './Lines';
import { Pages, Shown, Told, usePage } from './List';
import { IMPORTED, useRecord } from './useRecord';
import { words } from './words';

/** Records of other vaults, which lie beside this one. Nothing at all where there are none. */
export function Imported({ filter }: { readonly filter: Filter }) {
  const { page, wanted, go } = usePage(filter);
  const looking = useRecord(IMPORTED, useDeferredValue(filter), wanted);
  const vaultId = useVaultId();
  if (looking.total === 0) return looking.problem ? <ProblemAlert problem={looking.problem} /> : null;
  return (
    <Section title={words.imported.title} className="min-w-0 space-y-4">
      <p className="max-w-3xl text-soft">{words.imported.about}</p>
      {looking.problem && <ProblemAlert problem={looking.problem} />}
      <Told looking={looking} filter={filter} total={words.imported.total} />
      <Shown looking={looking} page={page} filter={filter}>
        {(lines) => <ByBackup lines={lines} vaultId={vaultId} />}
      </Shown>
      <Pages label={words.imported.pages} page={page} looking={looking} onGo={go} />
    </Section>
  );
}

function useVaultId(): string | undefined {
  const [vaultId, setVaultId] = useState<string>();
  useEffect(() => {
    void findOpen().then((open) => setVaultId(open?.vaultId));
  }, []);
  return vaultId;
}

interface Part {
  readonly from: ImportedLine['from'];
  readonly lines: ImportedLine[];
}

const isSame = (one: Part['from'], other: Part['from']): boolean =>
  one?.vaultId === other?.vaultId && one?.madeAtMs === other?.madeAtMs;

/** Backup by backup, the last that was read in first. A line that cannot be read stands with those around it. */
function toParts(lines: readonly ImportedLine[]): Part[] {
  const parts: Part[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last && (!line.from || isSame(last.from, line.from))) last.lines.push(line);
    else parts.push({ from: line.from, lines: [line] });
  }
  return parts;
}

interface ByBackupProps {
  readonly lines: readonly ImportedLine[];
  readonly vaultId: string | undefined;
}

const ByBackup = ({ lines, vaultId }: ByBackupProps) => (
  <div className="space-y-6">
    {toParts(lines).map(({ from, lines: ofBackup }) => (
      <div key={ofBackup[0]?.id} className="space-y-2">
        <h3 className="font-medium">{headingOf(from, vaultId)}</h3>
        <Lines lines={ofBackup} label={words.imported.list} level={4} />
      </div>
    ))}
  </div>
);

function headingOf(from: ImportedLine['from'], vaultId: string | undefined): string {
  if (!from) return words.imported.unknown;
  const made = from.madeAtMs === undefined ? undefined : dateOf(from.madeAtMs);
  return words.imported.heading(made, from.vaultId === vaultId);
}
