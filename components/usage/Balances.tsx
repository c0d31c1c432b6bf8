import { useMemo } from 'react';
import type { KeyRecord } from '../../lib/keys/record';
import { standingsOf } from '../../lib/usage/findings';
import { toShownFact } from '../keys/facts';
import { Time } from '../ui/Time';
import { FigureTable, RowHead, Value } from './FigureTable';
import type { Names } from './names';
import { Section } from './Section';
import { words } from './words';

interface BalancesProps {
  readonly keys: readonly KeyRecord[];
  readonly names: Names;
}

const columns = [
  { id: 'key', title: words.balances.key },
  { id: 'value', title: words.balances.value },
  { id: 'age', title: words.balances.age },
];

/** What is left, as the services last told it, and how old that is. */
export function Balances({ keys, names }: BalancesProps) {
  const standings = useMemo(() => standingsOf(keys), [keys]);
  return (
    <Section title={words.balances.title}>
      <p className="text-soft">{standings.length > 0 ? words.balances.about : words.balances.none}</p>
      {standings.length > 0 && (
        <FigureTable caption={words.balances.about} isCaptionUnseen columns={columns}>
          {standings.map(({ keyId, provider, atMs, facts }) => (
            <tr key={keyId}>
              <RowHead>
                {names.service(provider)} <span className="text-sm text-soft">{names.key(keyId)}</span>
              </RowHead>
              <Value>
                <ul className="flex flex-wrap gap-x-4">
                  {facts.map((fact) => {
                    const shown = toShownFact(fact);
                    return (
                      <li key={fact.name}>
                        <span className="text-sm text-soft">{shown.name}</span>{' '}
                        {'atMs' in shown ? <Time atMs={shown.atMs} /> : shown.text}
                      </li>
                    );
                  })}
                </ul>
              </Value>
              <Value>
                <Time atMs={atMs} />
              </Value>
            </tr>
          ))}
        </FigureTable>
      )}
    </Section>
  );
}
