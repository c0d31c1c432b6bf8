import { useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { NEXT_KEY, nextKeyKeep, nextKeySchema } from '../../lib/messages/next-key';
import { findGuide } from '../../lib/providers/guides';
import { ProblemAlert } from '../app/ProblemAlert';
import { useLive } from '../hooks/useLive';
import { Checkbox } from '../ui/field/Checkbox';
import type { Groups } from './groups';
import { words } from './words';

const TABLES = ['settings'] as const;

async function readIsOn(): Promise<boolean> {
  const [{ readSetting }, { findContent }] = await Promise.all([
    import('../../lib/db/settings'),
    import('../../lib/session/content'),
  ]);
  const content = await findContent();
  if (!content) return false;
  const open = { vaultId: content.vaultId, content: content.key };
  return (await readSetting(open, NEXT_KEY, nextKeySchema)).value?.isOn === true;
}

/** There only for whoever has a second key of a service that makes something here. */
export const NextKey = ({ groups }: { readonly groups: Groups }) =>
  [...groups].some(([id, { keys }]) => keys.length > 1 && findGuide(id)?.makes.length) ? <Setting /> : null;

function Setting() {
  const isOn = useLive(readIsOn, TABLES);
  const [problem, setProblem] = useState<Problem>();
  if (isOn.state === 'loading') return null;
  const keep = async (next: boolean) => {
    setProblem(undefined);
    await ask(nextKeyKeep, { isOn: next }).catch((error: unknown) => setProblem(toProblem(error)));
  };
  const failed = isOn.state === 'failed' ? isOn.problem : problem;
  return (
    <div className="max-w-3xl space-y-2">
      <Checkbox
        label={words.nextKey.label}
        help={words.nextKey.help}
        checked={isOn.state === 'ready' && isOn.value}
        onChange={({ target }) => void keep(target.checked)}
      />
      {failed && <ProblemAlert problem={failed} />}
    </div>
  );
}
