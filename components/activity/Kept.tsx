import { useState } from 'react';
import { KEPT_CHOICES, KEPT_DAYS, type KeptDays, keptSettingSchema } from '../../lib/activity/record';
import { type Problem, toProblem } from '../../lib/core/problem';
import { activityKeep } from '../../lib/messages/activity';
import { ask } from '../../lib/messages/client';
import { findContent } from '../../lib/session/content';
import { ProblemAlert } from '../app/ProblemAlert';
import { useLive } from '../hooks/useLive';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { RadioGroup } from '../ui/field/RadioGroup';
import { Section } from '../ui/Section';
import { Skeleton } from '../ui/Skeleton';
import { words } from './words';

const TABLES = ['settings'] as const;
const toValue = (days: KeptDays): string => String(days ?? 'ever');
const choices = KEPT_CHOICES.map((days) => ({ value: toValue(days), label: words.kept.choice(days) }));

async function readDays(): Promise<KeptDays> {
  const content = await findContent();
  if (!content) return null;
  const { readSetting } = await import('../../lib/db/settings');
  const open = { vaultId: content.vaultId, content: content.key };
  return (await readSetting(open, KEPT_DAYS, keptSettingSchema)).value?.days ?? null;
}

/** Fewer days than now deletes lines for good, so it asks first. */
const isShorter = (next: KeptDays, now: KeptDays): boolean => next !== null && (now === null || next < now);

export function Kept() {
  const live = useLive(readDays, TABLES);
  const [asked, setAsked] = useState<KeptDays>();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  if (live.state === 'loading') return <Skeleton lines={4} />;
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;

  const keep = async (days: KeptDays) => {
    setProblem(undefined);
    setIsBusy(true);
    await ask(activityKeep, { days }).catch((error: unknown) => setProblem(toProblem(error)));
    setIsBusy(false);
    setAsked(undefined);
  };
  const choose = (value: string) => {
    const days = KEPT_CHOICES.find((one) => toValue(one) === value);
    if (days === undefined) return;
    if (isShorter(days, live.value)) setAsked(days);
    else void keep(days);
  };
  return (
    <Section title={words.kept.title}>
      {problem && <ProblemAlert problem={problem} />}
      <RadioGroup
        legend={words.kept.legend}
        choices={choices}
        value={toValue(live.value)}
        onChoose={choose}
        help={words.kept.help}
      />
      {asked !== undefined && (
        <Dialog title={words.kept.sure(words.kept.choice(asked))} onClose={() => setAsked(undefined)}>
          <p>{words.kept.sureMeans}</p>
          <DialogActions>
            <Button onClick={() => setAsked(undefined)}>{words.kept.cancel}</Button>
            <Button look="danger-fill" isBusy={isBusy} onClick={() => void keep(asked)}>
              {words.kept.button}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Section>
  );
}
