import { useEffect, useState } from 'react';
import { daysSince, isDue, REMIND_DAYS, type RemindDays } from '../../lib/backup/last';
import { type Problem, toProblem } from '../../lib/core/problem';
import { backupRemind } from '../../lib/messages/backup';
import { ask } from '../../lib/messages/client';
import { ProblemAlert } from '../app/ProblemAlert';
import { hrefTo } from '../app/route';
import { ButtonLink } from '../ui/Button';
import { Select } from '../ui/field/Select';
import { Notice } from '../ui/Notice';
import { Time } from '../ui/Time';
import { useLast } from './useLast';
import { words } from './words';

/** Says that the last backup is old. Before the first one, and where it was switched off, nothing. */
export function BackupDue({ hasLink = false }: { readonly hasLink?: boolean }) {
  const live = useLast();
  useEffect(() => {
    // What an export left behind whose page was closed in the middle.
    import('../../lib/backup/disk').then(({ sweepDrafts }) => sweepDrafts()).catch(() => undefined);
  }, []);
  if (live.state !== 'ready' || !live.value || !isDue(live.value, Date.now())) return null;
  return (
    <Notice
      tone="warn"
      title={words.remind.due(daysSince(live.value, Date.now()))}
      actions={
        hasLink && (
          <ButtonLink size="small" href={hrefTo('backup')}>
            {words.remind.make}
          </ButtonLink>
        )
      }
    >
      {words.remind.dueMeans}
    </Notice>
  );
}

const NEVER = 'never';
const toValue = (days: RemindDays): string => (days === null ? NEVER : String(days));
const all: readonly RemindDays[] = [...REMIND_DAYS, null];
const choices = all.map((days) => ({ value: toValue(days), label: words.remind.days(days) }));

/** When to be reminded. Off until there is a first one. */
export function Reminder() {
  const live = useLast();
  const [problem, setProblem] = useState<Problem>();
  if (live.state !== 'ready') return null;
  if (!live.value) return <p className="text-soft">{words.remind.never}</p>;
  const choose = async (value: string) => {
    setProblem(undefined);
    const days = all.find((known) => toValue(known) === value) ?? null;
    await ask(backupRemind, { days }).catch((error: unknown) => setProblem(toProblem(error)));
  };
  return (
    <div className="max-w-lg space-y-3">
      <p>
        {words.remind.last}: <Time atMs={live.value.atMs} />
      </p>
      {problem && <ProblemAlert problem={problem} />}
      <Select
        label={words.remind.label}
        choices={choices}
        value={toValue(live.value.remindDays)}
        onChange={({ target }) => void choose(target.value)}
      />
    </div>
  );
}
