import { lazy, useMemo } from 'react';
import { isOver, type Job, type Make } from '../../lib/jobs/record';
import type { Choices, ModelList } from '../../lib/models/record';
import { useJobs } from '../hooks/useJobs';
import { Announcer } from './Announcer';
import { ActionsProvider, type StudioActions } from './actions';
import { Composer } from './Composer';
import { Conversation } from './Conversation';
import { chooseModel } from './choice';
import { type FormStore, useForm } from './form';
import { ModelPicker } from './model/ModelPicker';
import { nameKey, namesOf } from './names';
import { toOrder } from './order';
import { Results } from './Results';
import type { Payer } from './usable';
import { useDraft } from './useDraft';
import { useEarlier } from './useEarlier';
import { useLimit } from './useLimit';
import { useOrders } from './useOrders';
import { useQuote } from './useQuote';
import type { Refreshing } from './useRefresh';

/** Not before there is one to show. */
const ResultItem = lazy(async () => ({ default: (await import('./ResultItem')).ResultItem }));

export interface WorkbenchProps {
  readonly make: Make;
  readonly store: FormStore;
  readonly payers: readonly Payer[];
  readonly lists: readonly ModelList[];
  readonly choices: Choices;
  readonly refreshing: Refreshing;
  readonly onMake3d: StudioActions['make3d'];
  /** A result that is listed however old it is. */
  readonly also?: string | undefined;
}

/** One tab: the model, the prompt, and what came of earlier ones. */
export function Workbench({
  make,
  store,
  payers,
  lists,
  choices,
  refreshing,
  onMake3d,
  also,
}: WorkbenchProps) {
  useDraft(store);
  useQuote(store);
  const form = useForm(store);
  const [limit, showEarlier] = useLimit();
  const live = useJobs(make, limit, also);
  const listing = live.state === 'ready' ? live.value : undefined;
  const jobs = listing?.jobs ?? NO_JOBS;
  const choice = useMemo(
    () => chooseModel(make, form, choices, lists, payers),
    [make, form, choices, lists, payers],
  );
  const names = useMemo(() => namesOf(lists), [lists]);
  const parent = jobs.find(({ request }) => request.id === form.parent);
  const earlier = useEarlier(make === 'text' ? form.parent : null, parent?.state.place);
  const orders = useOrders({ make, store, choice, choices, earlier, jobs, toOrder });
  const actions = useMemo(() => ({ ...orders.actions, make3d: onMake3d }), [orders.actions, onMake3d]);
  const streaming = streamingJob(make, form.conversation, jobs, orders.pending);
  return (
    <ActionsProvider value={actions}>
      <div className="space-y-3">
        <Conversation make={make} store={store} earlier={earlier} />
        <ModelPicker
          make={make}
          store={store}
          choice={choice}
          choices={choices}
          lists={lists}
          payers={payers}
          refreshing={refreshing}
        />
        <Composer
          make={make}
          store={store}
          choice={choice}
          earlier={earlier}
          onStop={streaming === undefined ? undefined : () => orders.stop(streaming)}
          onGenerate={orders.generate}
          problems={orders.problems}
        />
        <Results make={make} live={live} pending={orders.pending} onEarlier={showEarlier}>
          {jobs.map((job) => (
            <ResultItem
              key={job.request.id}
              job={job}
              payer={payers.find(({ face }) => face.id === job.request.provider)}
              modelName={names.get(nameKey(job.request))}
              isStoppedAbove={job.request.id === streaming}
            />
          ))}
        </Results>
        <Announcer make={make} jobs={jobs} />
      </div>
    </ActionsProvider>
  );
}

const NO_JOBS: readonly Job[] = [];

/** Text on its way in the conversation on the form: there the button stops it, and its own item has no other. */
function streamingJob(
  make: Make,
  conversation: string,
  jobs: readonly Job[],
  pending: readonly { readonly id: string; readonly conversation: string }[],
): string | undefined {
  if (make !== 'text') return undefined;
  const asked = pending.find((order) => order.conversation === conversation);
  const running = jobs.find(
    ({ request, state }) => request.conversation === conversation && !isOver(state.place),
  );
  return asked?.id ?? running?.request.id;
}
