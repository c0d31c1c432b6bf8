import type { Job } from '../../../lib/jobs/record';
import { Alert, Notice } from '../../ui/Notice';
import { inert } from '../answer/inert';
import { makingWordsFor } from '../problems';
import type { Payer } from '../usable';
import { Remedies } from './Remedies';
import { endings } from './words';

interface EndingProps {
  readonly job: Job;
  readonly payer: Payer | undefined;
}

/** What ended this long before the page was opened is history: it is said in the same words, but not called out. */
const NEWS_MS = 10 * 60_000;
const openedAtMs = Date.now();

/** How it ended, where that was not simply well. */
export function Ending({ job, payer }: EndingProps) {
  const { state } = job;
  const isNews = (state.endedAtMs ?? 0) > openedAtMs - NEWS_MS;
  // Whoever stopped it before it began knows why.
  const Box = isNews && state.place !== 'cancelled' ? Alert : OldAlert;
  const said = sayEnding(job);
  return (
    <>
      {said && (
        <Box title={said.title} actions={<Remedies job={job} payer={payer} />}>
          <div className="space-y-1">
            <p>{said.text}</p>
            {said.quote && (
              <p>
                {endings.says(payer?.face.name)} <q dir="auto">{inert(said.quote)}</q>
              </p>
            )}
            {said.charge && <p>{said.charge}</p>}
          </div>
        </Box>
      )}
      {state.isFiltered && <Notice tone="warn">{endings.filtered}</Notice>}
      <Notes job={job} />
    </>
  );
}

const OldAlert = (props: Parameters<typeof Alert>[0]) => <Notice {...props} tone="bad" />;

interface Said {
  readonly title: string;
  readonly text: string;
  readonly quote?: string | undefined;
  readonly charge?: string | undefined;
}

function sayEnding({ state }: Job): Said | undefined {
  if (state.place === 'done') return sayDone(state);
  const { what, means, next } = makingWordsFor(state.problem ?? { code: 'unexpected' });
  const said = state.problem?.values?.said;
  return {
    title: state.place === 'partial' ? endings.partial(what) : what,
    text: `${means} ${next}`,
    quote: typeof said === 'string' && said !== '' ? said : undefined,
    charge: state.charge && endings.charge[state.charge],
  };
}

function sayDone({ ending, limit, refusal, finish }: Job['state']): Said | undefined {
  if (ending === 'length') return cutByLimit(limit);
  // A sentence of its own stands above.
  if (ending !== 'refused' || refusal) return undefined;
  return { title: endings.refused, text: endings.refusedNext, quote: finish };
}

const cutByLimit = (limit: number | undefined): Said => ({
  title: endings.length,
  text: limit === undefined ? endings.lengthNext : `${endings.limitWas(limit)} ${endings.lengthNext}`,
});

/** What happened besides. */
function Notes({ job }: { readonly job: Job }) {
  const said = job.state.notes.flatMap(({ code, values = {} }) => endings.notes[code]?.(values) ?? []);
  if (said.length === 0) return null;
  return (
    <ul className="text-sm text-soft">
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
