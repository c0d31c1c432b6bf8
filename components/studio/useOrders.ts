import { useEffect, useMemo, useRef, useState } from 'react';
import { newId } from '../../lib/core/ids';
import { type Problem, problem, toProblem } from '../../lib/core/problem';
import type { Job, Make, Order } from '../../lib/jobs/record';
import { ask } from '../../lib/messages/client';
import { choicesKeep, jobsStart, jobsStop } from '../../lib/messages/jobs';
import type { Choices } from '../../lib/models/record';
import type { StudioActions } from './actions';
import type { Chosen } from './choice';
import type { FormStore } from './form';
import { toEdit, toFollow, type toOrder, withFile } from './order';
import { payingKey } from './PayingKey';
import type { Earlier } from './useEarlier';

interface Standing {
  readonly make: Make;
  readonly store: FormStore;
  readonly choice: Chosen | undefined;
  readonly choices: Choices;
  readonly earlier: Earlier;
  readonly jobs: readonly Job[];
  /** From what stands on the form to what is asked. */
  readonly toOrder: typeof toOrder;
}

export interface Orders {
  /** Asked for, and not seen in the database yet. Newest first. */
  readonly pending: readonly Order[];
  readonly problems: readonly Problem[];
  readonly actions: Omit<StudioActions, 'make3d'>;
  generate(): void;
  stop(id: string): void;
}

export function useOrders(standing: Standing): Orders {
  const now = useRef(standing);
  useEffect(() => {
    now.current = standing;
  });
  const [asked, setAsked] = useState<readonly Order[]>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const { jobs, store } = standing;
  const pending = useMemo(() => without(asked, jobs), [asked, jobs]);
  // Seen once is enough: later it may be too old to be among those that are listed.
  useEffect(() => setAsked((orders) => without(orders, jobs)), [jobs]);

  const deeds = useMemo(() => {
    /** Stands among the results at once. What was refused goes from there and is thrown. */
    const start = async (order: Order) => {
      setAsked((orders) => [order, ...orders].slice(0, 50));
      try {
        await askToStart(order);
      } catch (error) {
        setAsked((orders) => orders.filter(({ id }) => id !== order.id));
        throw error;
      }
    };
    const generate = async () => {
      const { make, choice, choices, earlier, toOrder } = now.current;
      const form = store.get();
      if (!choice) return setProblems([problem('no-model')]);
      setProblems([]);
      const order = toOrder(make, form, choice, payingKey(choice.payer, form.keyId).id, earlier.parent);
      // Nobody waits for the background: what was asked is gone from the form in the same moment.
      const started = start(order);
      store.change({ prompt: '', files: [], views: [], ...nextTurn(order) });
      store.flush();
      remember(choices, order);
      try {
        await started;
      } catch (error) {
        setProblems([toProblem(error)]);
        const { prompt, files } = store.get();
        const { hasPageText, parent, views } = form;
        if (prompt === '' && files.length === 0)
          store.change({ prompt: form.prompt, files: form.files, views, parent, hasPageText });
      }
    };
    const actions: Orders['actions'] = {
      order: start,
      edit: (job) => {
        store.change(toEdit(job));
        focusPrompt();
      },
      goOn: (job) => {
        store.change(toFollow(job));
        focusPrompt();
      },
      use: (picture) => {
        store.change(withFile(store.get(), picture));
        focusPrompt();
      },
    };
    const stop = (id: string) => {
      ask(jobsStop, { id }).catch((error: unknown) => setProblems([toProblem(error)]));
    };
    return { actions, stop, generate: () => void generate() };
  }, [store]);
  return { pending, problems, ...deeds };
}

/** A background that was stopped in mid-answer is asked once more: the same order never starts twice. */
const askToStart = (order: Order) =>
  ask(jobsStart, order).catch((error: unknown) => {
    if (toProblem(error).code !== 'no-answer') throw error;
    return ask(jobsStart, order);
  });

function without(orders: readonly Order[], jobs: readonly Job[]): readonly Order[] {
  const seen = new Set(jobs.map(({ request }) => request.id));
  const left = orders.filter(({ id }) => !seen.has(id));
  return left.length === orders.length ? orders : left;
}

/** A picture stands alone; an answer is followed by the next question. */
const nextTurn = ({ make, id }: Order) =>
  make === 'text' ? { parent: id } : { parent: null, conversation: newId() };

function remember(choices: Choices, { make, provider, model }: Order): void {
  const last = choices.lastUsed[make];
  if (last?.provider === provider && last.model === model) return;
  // It is only a convenience: nobody is told when it is lost.
  ask(choicesKeep, { is: 'used', make, choice: { provider, model } }).catch(() => undefined);
}

/** The one textarea of the tab. */
function focusPrompt(): void {
  const area = document.querySelector<HTMLTextAreaElement>('[data-prompt]');
  area?.focus();
  area?.scrollIntoView?.({ block: 'nearest' });
}
