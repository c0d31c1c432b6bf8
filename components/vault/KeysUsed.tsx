import type { KeyRecord } from '../../lib/keys/record';
import { ProblemAlert } from '../app/ProblemAlert';
import { Time } from '../ui/Time';
import { FigureTable, RowHead, Value } from '../usage/FigureTable';
import { nameWith } from './keyNames';
import { securityWords } from './securityWords';
import type { Security } from './useSecurity';

const words = securityWords.used;

/** Those that lie idle come first: these are the ones to think about. */
export function KeysUsed({ keys: live, faces }: Pick<Security, 'keys' | 'faces'>) {
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (live.state === 'loading') return null;
  const keys = live.value.keys.filter(({ removedAtMs }) => removedAtMs === null).sort(byUse);
  if (keys.length === 0) return <p className="text-soft">{words.none}</p>;
  const nameOf = nameWith(faces);
  return (
    <FigureTable
      caption={words.caption}
      isCaptionUnseen
      columns={[
        { id: 'key', title: words.key },
        { id: 'used', title: words.lastUsed },
        { id: 'checked', title: words.lastChecked, isExtra: true },
      ]}
    >
      {keys.map((key) => (
        <tr key={key.id}>
          <RowHead>
            <span className="break-words">{nameOf(key)}</span>
          </RowHead>
          <Value>
            <At atMs={key.usedAtMs} otherwise={words.neverUsed} />
          </Value>
          <Value isExtra>
            <At atMs={key.checkedAtMs} otherwise={words.neverChecked} />
          </Value>
        </tr>
      ))}
    </FigureTable>
  );
}

const byUse = (a: KeyRecord, b: KeyRecord): number => (a.usedAtMs ?? 0) - (b.usedAtMs ?? 0);

const At = ({ atMs, otherwise }: { readonly atMs: number | null; readonly otherwise: string }) =>
  atMs === null ? <span className="text-soft">{otherwise}</span> : <Time atMs={atMs} />;
