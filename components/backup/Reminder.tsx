import { useState } from 'react';
import { REMIND_DAYS, type RemindDays } from '../../lib/backup/last';
import { type Problem, toProblem } from '../../lib/core/problem';
import { backupRemind } from '../../lib/messages/backup';
import { ask } from '../../lib/messages/client';
import { ProblemAlert } from '../app/ProblemAlert';
import { Select } from '../ui/field/Select';
import { Time } from '../ui/Time';
import { words } from './remind-words';
import { useLast } from './useLast';

const NEVER = 'never';
const toValue = (days: RemindDays): string => (days === null ? NEVER : String(days));
const all: readonly RemindDays[] = [...REMIND_DAYS, null];
const choices = all.map((days) => ({ value: toValue(days), label: words.days(days) }));

/** When to be reminded. Off until there is a first one. */
export function Reminder() {
  const live = useLast();
  const [problem, setProblem] = useState<Problem>();
  if (live.state !== 'ready') return null;
  if (!live.value) return <p className="text-soft">{words.never}</p>;
  const choose = async (value: string) => {
    setProblem(undefined);
    const days = all.find((known) => toValue(known) === value) ?? null;
    await ask(backupRemind, { days }).catch((error: unknown) => setProblem(toProblem(error)));
  };
  return (
    <div className="max-w-lg space-y-3">
      <p>
        {words.last}: <Time atMs={live.value.atMs} />
      </p>
      {problem && <ProblemAlert problem={problem} />}
      <Select
        label={words.label}
        choices={choices}
        value={toValue(live.value.remindDays)}
        onChange={({ target }) => void choose(target.value)}
      />
    </div>
  );
}
