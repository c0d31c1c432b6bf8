import { useState } from 'react';
import { type Problem, toProblem } from '../../../lib/core/problem';
import { ask } from '../../../lib/messages/client';
import { keysRotateAfter } from '../../../lib/messages/keys';
import { ProblemAlert } from '../../app/ProblemAlert';
import { Select } from '../../ui/field/Select';
import { ageWords } from './ageWords';
import { useAfter } from './due';

const NEVER = 'never';
const CHOICES = [30, 60, 90, 180, 365];

/** After how long a secret is old. */
export function RotateAfter() {
  const after = useAfter();
  const [problem, setProblem] = useState<Problem>();
  if (after === undefined) return null;
  // Another one may come out of a backup.
  const days =
    after === null || CHOICES.includes(after) ? CHOICES : [...CHOICES, after].sort((a, b) => a - b);
  const keep = async (value: string) => {
    setProblem(undefined);
    await ask(keysRotateAfter, { days: value === NEVER ? null : Number(value) }).catch((error: unknown) =>
      setProblem(toProblem(error)),
    );
  };
  return (
    <div className="max-w-60 space-y-2">
      <Select
        label={ageWords.after}
        value={after === null ? NEVER : String(after)}
        choices={[
          ...days.map((count) => ({ value: String(count), label: ageWords.days(count) })),
          { value: NEVER, label: ageWords.never },
        ]}
        onChange={({ target }) => void keep(target.value)}
      />
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
