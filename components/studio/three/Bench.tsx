import { lazy, useMemo } from 'react';
import type { Job } from '../../../lib/jobs/record';
import { fromOf } from '../../../lib/providers/form-3d';
import { useJobs } from '../../hooks/useJobs';
import { Announcer } from '../Announcer';
import { ActionsProvider } from '../actions';
import { useForm } from '../form';
import { ModelPicker } from '../model/ModelPicker';
import { nameKey, namesOf } from '../names';
import { Results } from '../Results';
import { useDraft } from '../useDraft';
import { NOTHING_EARLIER } from '../useEarlier';
import { useLimit } from '../useLimit';
import { useOrders } from '../useOrders';
import type { WorkbenchProps } from '../Workbench';
import { words } from '../words';
import { choose3d, startersFrom, toOrder3d } from './asking';
import { Composer3d } from './Composer3d';
import { inFamilies } from './families';
import { AskedProvider } from './useBalance';
import { useWatch } from './useWatch';
import { form3d } from './words';

const Item3d = lazy(async () => ({ default: (await import('./Item3d')).Item3d }));
const Tell = lazy(async () => ({ default: (await import('./Tell')).Tell }));

const NO_JOBS: readonly Job[] = [];

/** The tab 3D: what a model is made from, and the families of what was made. */
export function Bench(props: Omit<WorkbenchProps, 'make'>) {
  const { store, payers, lists, choices, refreshing, onMake3d, also } = props;
  useDraft(store);
  const form = useForm(store);
  const [limit, showEarlier] = useLimit();
  const live = useJobs('model3d', limit, also);
  const jobs = live.state === 'ready' ? live.value.jobs : NO_JOBS;
  const from = fromOf(false, form.files.length);
  const starters = useMemo(() => startersFrom(lists, from), [lists, from]);
  const choice = useMemo(() => choose3d(form, choices, starters, payers), [form, choices, starters, payers]);
  const orders = useOrders({
    make: 'model3d',
    store,
    choice,
    choices,
    earlier: NOTHING_EARLIER,
    jobs,
    toOrder: toOrder3d,
  });
  const actions = useMemo(() => ({ ...orders.actions, make3d: onMake3d }), [orders.actions, onMake3d]);
  const names = useMemo(() => namesOf(lists), [lists]);
  const asked = useMemo(() => ({ jobs, lists }), [jobs, lists]);
  const placed = useMemo(() => inFamilies(jobs), [jobs]);
  const isRunning = useWatch(jobs);
  const wanted = form.provider && form.model && nameKey({ provider: form.provider, model: form.model });
  const isInstead = choice && wanted && names.has(wanted) && form.model !== choice.id;
  const isRead = lists.some(({ make }) => make === 'model3d');
  return (
    <ActionsProvider value={actions}>
      <AskedProvider value={asked}>
        <div className="space-y-3">
          <h1 className="sr-only">{words.conversation.new.model3d}</h1>
          <ModelPicker
            make="model3d"
            store={store}
            choice={choice}
            choices={choices}
            lists={starters}
            payers={payers}
            refreshing={refreshing}
          />
          <p role="status" className="text-sm text-warn empty:hidden">
            {isInstead &&
              form3d.instead(names.get(wanted) ?? '', choice.model?.name ?? choice.id, form3d.from[from])}
            {isRead && !choice && form3d.none[from]}
          </p>
          <Composer3d
            store={store}
            choice={choice}
            lists={lists}
            onGenerate={orders.generate}
            problems={orders.problems}
          />
          {isRunning && <Tell />}
          <Results make="model3d" live={live} pending={orders.pending} onEarlier={showEarlier}>
            {placed.map(({ job, depth }) => (
              <Item3d
                key={job.request.id}
                job={job}
                depth={depth}
                payer={payers.find(({ face }) => face.id === job.request.provider)}
                lists={lists}
                modelName={names.get(nameKey(job.request))}
              />
            ))}
          </Results>
          <Announcer make="model3d" jobs={jobs} />
        </div>
      </AskedProvider>
    </ActionsProvider>
  );
}
