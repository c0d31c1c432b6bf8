import { useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { AUTO_LOCK_MINUTES, type AutoLock as Minutes, vaultAutoLock } from '../../lib/messages/vault';
import { ProblemAlert } from '../app/ProblemAlert';
import { RadioGroup } from '../ui/field/RadioGroup';
import { PassphraseDialog } from './PassphraseDialog';
import { securityWords as words } from './securityWords';
import type { Security } from './useSecurity';

const NEVER = 'never';

const toValue = (minutes: Minutes): string => (minutes === null ? NEVER : String(minutes));
const choices = AUTO_LOCK_MINUTES.map((minutes) => ({
  value: toValue(minutes),
  label: words.autoLock.after(minutes),
}));

export function AutoLock({ minutes: live }: Pick<Security, 'minutes'>) {
  const [problem, setProblem] = useState<Problem>();
  const [isAskingForNever, setIsAskingForNever] = useState(false);

  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (live.state === 'loading') return null;

  const choose = async (value: string) => {
    setProblem(undefined);
    const minutes = AUTO_LOCK_MINUTES.find((known) => toValue(known) === value);
    if (minutes === undefined) return;
    if (minutes === null) return setIsAskingForNever(true);
    await ask(vaultAutoLock, { minutes }).catch((error: unknown) => setProblem(toProblem(error)));
  };
  return (
    <div className="space-y-3">
      {problem && <ProblemAlert problem={problem} />}
      <RadioGroup
        legend={words.autoLock.legend}
        choices={choices}
        value={toValue(live.value)}
        onChoose={choose}
        help={words.autoLock.help}
      />
      <p className="text-sm text-soft">
        {import.meta.env.FIREFOX ? words.autoLock.firefox : words.autoLock.also}
      </p>
      {isAskingForNever && (
        <PassphraseDialog
          title={words.autoLock.never.title}
          button={words.autoLock.never.button}
          use={(proof) => ask(vaultAutoLock, { minutes: null, proof })}
          onClose={() => setIsAskingForNever(false)}
        >
          {words.autoLock.never.about}
        </PassphraseDialog>
      )}
    </div>
  );
}
