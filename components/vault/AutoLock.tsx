import { useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import {
  AUTO_LOCK,
  AUTO_LOCK_MINUTES,
  autoLockSettingSchema,
  DEFAULT_AUTO_LOCK,
  type AutoLock as Minutes,
  vaultAutoLock,
} from '../../lib/messages/vault';
import { findContent } from '../../lib/session/content';
import { ProblemAlert } from '../app/ProblemAlert';
import { useLive } from '../hooks/useLive';
import { RadioGroup } from '../ui/field/RadioGroup';
import { Skeleton } from '../ui/Skeleton';
import { PassphraseDialog } from './PassphraseDialog';
import { securityWords as words } from './securityWords';

const TABLES = ['settings'] as const;
const NEVER = 'never';

const toValue = (minutes: Minutes): string => (minutes === null ? NEVER : String(minutes));
const choices = AUTO_LOCK_MINUTES.map((minutes) => ({
  value: toValue(minutes),
  label: words.autoLock.after(minutes),
}));

/** A damaged setting counts as none, as it does for the lock itself. */
async function readMinutes(): Promise<Minutes> {
  const content = await findContent();
  if (!content) return DEFAULT_AUTO_LOCK;
  const { readSetting } = await import('../../lib/db/settings');
  const open = { vaultId: content.vaultId, content: content.key };
  const { value } = await readSetting(open, AUTO_LOCK, autoLockSettingSchema).catch(() => ({
    value: undefined,
  }));
  return value ? value.minutes : DEFAULT_AUTO_LOCK;
}

export function AutoLock() {
  const live = useLive(readMinutes, TABLES);
  const [problem, setProblem] = useState<Problem>();
  const [isAskingForNever, setIsAskingForNever] = useState(false);

  if (live.state === 'loading') return <Skeleton lines={4} />;
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;

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
