import { useMemo } from 'react';
import type { ModelList } from '../../lib/models/record';
import type { Cell } from '../../lib/usage/cells';
import { type Tip, tipsOf } from '../../lib/usage/tips';
import { useLists } from '../hooks/useModels';
import { sayUsd } from './money';
import type { Names } from './names';
import { Section } from './Section';
import { words } from './words';

interface TipsProps {
  readonly cells: readonly Cell[];
  readonly names: Names;
}

const MOST = 5;
const NONE: readonly ModelList[] = [];

/** What the same would have cost elsewhere. Without one there is nothing to be seen. */
export function Tips({ cells, names }: TipsProps) {
  const lists = useLists();
  const known = lists.state === 'ready' ? lists.value : NONE;
  const tips = useMemo(() => tipsOf(cells, known).slice(0, MOST), [cells, known]);
  if (tips.length === 0) return null;
  return (
    <Section title={words.tips.title}>
      <p className="text-soft">{words.tips.about}</p>
      <ul className="divide-y divide-line">
        {tips.map((tip) => (
          <li key={`${tip.from.provider} ${tip.from.model}`} className="py-2 first:pt-0 last:pb-0">
            <p className="font-medium break-words">{say(tip, names)}</p>
            <p className="text-sm text-soft">
              {words.tips.spent(sayUsd(tip.spentE8), names.service(tip.from.provider))}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const say = ({ code, from, to, savedE8 }: Tip, names: Names): string =>
  words.tips[code](from.model, names.service(to.provider), sayUsd(savedE8));
