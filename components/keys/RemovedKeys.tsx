import { useState } from 'react';
import type { KeyRecord } from '../../lib/keys/record';
import { findGuide } from '../../lib/providers/guides';
import { useLive } from '../hooks/useLive';
import { Disclosure } from '../ui/Disclosure';
import { Time } from '../ui/Time';
import { sayCost } from '../usage/money';
import { nameOf } from './groups';
import { words } from './words';

/** What once was here. The secrets are gone, or will be as soon as Undo is. */
export function RemovedKeys({ keys }: { readonly keys: readonly KeyRecord[] }) {
  const [isOpen, setIsOpen] = useState(false);
  if (keys.length === 0) return null;
  return (
    <Disclosure summary={words.removed.title(keys.length)} onToggle={setIsOpen}>
      <p className="text-soft">{words.removed.lead}</p>
      {isOpen && <History keys={keys} />}
    </Disclosure>
  );
}

const TABLES = ['ledger'] as const;

/** Of all time, added up only when somebody looks. */
async function readSums() {
  const { readUsage, sumBy } = await import('../../lib/usage/reads');
  return sumBy((await readUsage()).cells, ({ keyId }) => keyId);
}

function History({ keys }: { readonly keys: readonly KeyRecord[] }) {
  const sums = useLive(readSums, TABLES);
  return (
    <ul className="mt-2 divide-y divide-line">
      {keys.map((key) => {
        const sum = sums.state === 'ready' ? sums.value.get(key.id) : undefined;
        return (
          <li key={key.id} className="flex flex-wrap gap-x-3 py-1.5">
            <span className="font-medium">{findGuide(key.provider)?.name ?? key.provider}</span>
            <span className="min-w-0 break-words">{nameOf(key)}</span>
            {key.name && key.hint && <span className="font-mono text-soft">{key.hint}</span>}
            <span className="text-soft">
              {words.key.added} <Time atMs={key.addedAtMs} />
            </span>
            {key.removedAtMs !== null && (
              <span className="text-soft">
                {words.removed.removedAt} <Time atMs={key.removedAtMs} />
              </span>
            )}
            {key.rotation?.endedAtMs !== undefined && (
              <span className="text-soft">
                {words.removed.revokedAt} <Time atMs={key.rotation.endedAtMs} />
              </span>
            )}
            {sum && sum.calls > 0 && (
              <span className="text-soft tabular-nums">
                {words.removed.sums(sum.calls, sayCost(sum), sum.unknown)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
