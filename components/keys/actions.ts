/** What can be done with a key. The functions never change, so that no row is redrawn on their account. */
import { createContext, useContext, useMemo, useState } from 'react';
import { ProblemError, problem, toProblem } from '../../lib/core/problem';
import type { KeyRecord } from '../../lib/keys/record';
import { ask } from '../../lib/messages/client';
import { keysCheck, keysEnable, keysMakeDefault, keysRemove, keysRestore } from '../../lib/messages/keys';
import type { Guide } from '../../lib/providers/shape';
import { toast } from '../ui/toasts';
import { verdictWords } from './findings';
import { nameOf } from './groups';
import { askForHosts, originsOf } from './hosts';
import { words } from './words';
import type { WorkStore } from './work';

/** The dialog that is open. It names its key by id: the record may change while it is open. */
export type Opened =
  | { readonly what: 'add'; readonly guide: Guide }
  | { readonly what: 'import' }
  | { readonly what: 'edit'; readonly id: string }
  | { readonly what: 'rotate'; readonly id: string }
  | { readonly what: 'next-default'; readonly id: string; readonly doing: 'disable' | 'remove' }
  | { readonly what: 'secret'; readonly id: string; readonly to: 'show' | 'copy' };

export interface KeyActions {
  open(dialog: Opened): void;
  check(key: KeyRecord): void;
  enable(key: KeyRecord): void;
  disable(key: KeyRecord): void;
  remove(key: KeyRecord): void;
  restore(key: KeyRecord): void;
  makeDefault(key: KeyRecord): void;
}

const nothing = () => {};
const ActionsContext = createContext<KeyActions>({
  open: nothing,
  check: nothing,
  enable: nothing,
  disable: nothing,
  remove: nothing,
  restore: nothing,
  makeDefault: nothing,
});
export const ActionsProvider = ActionsContext.Provider;
export const useActions = (): KeyActions => useContext(ActionsContext);

interface Page {
  readonly actions: KeyActions;
  readonly opened: Opened | undefined;
  readonly close: () => void;
}

export function useKeyActions(work: WorkStore): Page {
  const [opened, open] = useState<Opened>();
  const actions = useMemo(() => toActions(work, open), [work]);
  return { actions, opened, close: () => open(undefined) };
}

function toActions(work: WorkStore, open: (dialog: Opened) => void): KeyActions {
  /** The background asks back which key is next, when there is something to choose from. */
  const unlessAsked = (key: KeyRecord, doing: 'disable' | 'remove', request: () => Promise<unknown>) =>
    void work.run(key.id, async () => {
      try {
        await request();
      } catch (error) {
        if (toProblem(error).code !== 'default-needed') throw error;
        open({ what: 'next-default', id: key.id, doing });
      }
    });
  return {
    open,
    check(key) {
      const granted = askForHosts(originsOf(key));
      void work.run(key.id, async () => {
        await checkIfGranted(key, await granted);
      });
    },
    enable: ({ id }) => void work.run(id, () => ask(keysEnable, { id, isEnabled: true })),
    disable: (key) => unlessAsked(key, 'disable', () => ask(keysEnable, { id: key.id, isEnabled: false })),
    remove: (key) => unlessAsked(key, 'remove', () => ask(keysRemove, { id: key.id })),
    restore: ({ id }) => void work.run(id, () => ask(keysRestore, { id })),
    makeDefault: ({ id }) => void work.run(id, () => ask(keysMakeDefault, { id })),
  };
}

/** Without leave nothing is asked, so that what an earlier check found out stays. */
async function checkIfGranted(key: KeyRecord, isGranted: boolean): Promise<void> {
  if (!isGranted) throw new ProblemError(problem('host-not-allowed'));
  const { report } = await ask(keysCheck, { id: key.id });
  toast(words.key.nowChecked(nameOf(key), verdictWords[report.verdict]));
}
