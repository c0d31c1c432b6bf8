import type { KeyRecord } from '../../lib/keys/record';
import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { Skeleton } from '../ui/Skeleton';
import { Time } from '../ui/Time';
import { FigureTable, RowHead, Value } from '../usage/FigureTable';
import { nameWith } from './keyNames';
import { securityWords } from './securityWords';

const words = securityWords.used;

/** Those that lie idle come first: these are the ones to think about. */
export function KeysUsed() {
  const live = useKeys();
  const faces = useFaces();
  if (live.state !== 'ready' || !faces) return <Skeleton lines={3} />;
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
