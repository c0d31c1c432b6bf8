import { ExternalLink, KeyRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { mayBeCollected } from '../../../lib/jobs/afterwards';
import type { Job } from '../../../lib/jobs/record';
import { ask } from '../../../lib/messages/client';
import { jobsCollect, jobsLook, jobsRetry } from '../../../lib/messages/jobs';
import { OptionsLink } from '../../app/OptionsLink';
import { Button, ButtonLink } from '../../ui/Button';
import { useStudio } from '../actions';
import { again, goingOn } from '../order';
import { Problems } from '../Problems';
import { nameOfKey, type Payer } from '../usable';
import { Looked, type Seen } from './Looked';
import { useAct } from './useAct';
import { remedies } from './words';

interface RemediesProps {
  readonly job: Job;
  readonly payer: Payer | undefined;
}

/** What can be done about it, the cheapest first. */
export function Remedies({ job, payer }: RemediesProps) {
  const act = useAct();
  const studio = useStudio();
  const [seen, setSeen] = useState<Seen>();
  const { request, state } = job;
  if (state.problem?.code.startsWith('budget'))
    return (
      <Suspense fallback={null}>
        <Refused job={job} isBusy={act.isBusy} run={act.run} />
        {act.problem && <Problems problems={[act.problem]} />}
      </Suspense>
    );
  const isFree = state.place === 'failed' && state.charge === 'none';
  const isCutText = request.make === 'text' && state.text !== '' && state.ending !== 'refused';
  const isCollectable = request.make !== 'text' && mayBeCollected(state);
  const look = () => act.run(async () => setSeen(await ask(jobsLook, { id: request.id })));
  const askAgain = () => act.run(() => studio.order(again(job)));
  return (
    <div className="w-full space-y-2">
      <div className="flex flex-wrap gap-2">
        {isFree ? (
          <Small busy={act.isBusy} onClick={() => act.run(() => ask(jobsRetry, { id: request.id }))}>
            {remedies.retry}
          </Small>
        ) : (
          <>
            {isCutText && (
              <Small busy={act.isBusy} onClick={() => act.run(() => studio.order(goingOn(job)))}>
                {remedies.goOn}
              </Small>
            )}
            {isCollectable && (
              <Small busy={act.isBusy} onClick={() => act.run(() => ask(jobsCollect, { id: request.id }))}>
                {remedies.collect}
              </Small>
            )}
            {isLookable(job) && (
              <Small busy={act.isBusy} onClick={look}>
                {remedies.look}
              </Small>
            )}
            {state.ending === 'length' ? (
              <Small busy={act.isBusy} onClick={() => act.run(() => studio.order(withMore(job)))}>
                {remedies.more}
              </Small>
            ) : (
              <Small busy={act.isBusy} onClick={askAgain}>
                {remedies.again}
              </Small>
            )}
          </>
        )}
        {state.problem?.code === 'host-not-allowed' && <ToKey provider={request.provider} />}
        {state.keyTrouble && <KeyRemedies job={job} payer={payer} act={act} isFree={isFree} />}
      </div>
      {isCollectable && <p className="text-sm text-soft">{remedies.collectFree}</p>}
      {state.charge !== 'none' && <p className="text-sm text-soft">{remedies.costs}</p>}
      {seen && <Looked seen={seen} />}
      {(state.candidates || state.findUntilMs) && (
        <Suspense fallback={null}>
          <Candidates job={job} />
        </Suspense>
      )}
      {act.problem && <Problems problems={[act.problem]} />}
    </div>
  );
}

const Candidates = lazy(async () => ({ default: (await import('../three/Candidates')).Candidates }));

const Refused = lazy(async () => ({ default: (await import('../../budgets/Refused')).Refused }));

const isLookable = ({ state: { place, charge } }: Job): boolean =>
  place === 'uncertain' || (charge === 'unknown' && LOOKABLE.has(place));

const LOOKABLE = new Set(['partial', 'failed', 'cancelled']);

const MOST_TOKENS = 1_000_000;

const withMore = (job: Job) => {
  const { chosen } = job.request;
  const limit = job.state.limit ?? chosen.maxTokens ?? 4_096;
  return again(job, { chosen: { ...chosen, maxTokens: Math.min(MOST_TOKENS, limit * 4) } });
};

interface KeyRemediesProps extends RemediesProps {
  readonly act: ReturnType<typeof useAct>;
  readonly isFree: boolean;
}

/** The page for just this; undefined where nobody knows it. */
const mendedAt = (
  { keyPage, topUpPage, limitsPage }: Payer['face'],
  trouble: NonNullable<Job['state']['keyTrouble']>,
): string | undefined =>
  ({ credit: topUpPage, limit: limitsPage, forbidden: keyPage, rejected: keyPage })[trouble];

/** The trouble is with the key: where it is mended, and the others that could pay. */
function KeyRemedies({ job, payer, act, isFree }: KeyRemediesProps) {
  const studio = useStudio();
  const { request, state } = job;
  const paid = state.payer?.keyId ?? request.keyId;
  const trouble = state.keyTrouble ?? 'forbidden';
  const mended = payer && mendedAt(payer.face, trouble);
  // A step goes on with the key that made what it goes on from: its service answers no other.
  const isBound = request.make === 'model3d' && request.parent !== null;
  const others = isBound ? [] : (payer?.keys.filter(({ id }) => id !== paid) ?? []);
  const use = (keyId: string) =>
    act.run(() => (isFree ? ask(jobsRetry, { id: request.id, keyId }) : studio.order(again(job, { keyId }))));
  return (
    <>
      {others.map((key) => (
        <Small key={key.id} busy={act.isBusy} onClick={() => use(key.id)}>
          {remedies.otherKey(nameOfKey(key))}
        </Small>
      ))}
      {payer && state.keyTrouble !== 'rejected' && (
        <ButtonLink
          size="small"
          look="quiet"
          icon={ExternalLink}
          href={mended ?? payer.face.keyPage}
          target="_blank"
          rel="noreferrer"
        >
          {remedies.provider[mended ? trouble : 'rejected'](payer.face.name)}
        </ButtonLink>
      )}
      <ToKey provider={request.provider} />
    </>
  );
}

const ToKey = ({ provider }: { readonly provider: string }) => (
  <OptionsLink to={{ page: 'keys', provider }} size="small" look="quiet" icon={KeyRound}>
    {remedies.keys}
  </OptionsLink>
);

interface SmallProps {
  readonly busy: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

const Small = ({ busy, onClick, children }: SmallProps) => (
  <Button size="small" isBusy={busy} onClick={onClick}>
    {children}
  </Button>
);
