import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Verified } from '../../lib/activity/reads';
import type { Problem } from '../../lib/core/problem';
import { toStorageProblem } from '../../lib/db/problems';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Alert, Notice } from '../ui/Notice';
import { Progress } from '../ui/Progress';
import { Section } from '../ui/Section';
import { exactOf } from './format';
import { loadReads } from './useRecord';
import { breaks, words } from './words';

interface Walk {
  readonly done: number;
  readonly total: number;
}

export function Verify() {
  const [walk, setWalk] = useState<Walk>();
  const [verified, setVerified] = useState<Verified>();
  const [problem, setProblem] = useState<Problem>();
  const aborter = useRef<AbortController>(undefined);
  useEffect(() => () => aborter.current?.abort(), []);

  const start = async () => {
    const own = new AbortController();
    aborter.current = own;
    setVerified(undefined);
    setProblem(undefined);
    setWalk({ done: 0, total: 0 });
    try {
      const { verifyActivity } = await loadReads();
      const found = await verifyActivity(own.signal, (done, total) => setWalk({ done, total }));
      setVerified(found);
    } catch (error) {
      if (!own.signal.aborted) setProblem(toStorageProblem(error));
    }
    setWalk(undefined);
  };
  return (
    <Section title={words.verify.title}>
      <p className="text-soft">{words.verify.about}</p>
      {walk ? (
        <Walking walk={walk} onStop={() => aborter.current?.abort()} />
      ) : (
        <Button icon={ShieldCheck} onClick={() => void start()}>
          {words.verify.button}
        </Button>
      )}
      {problem && <ProblemAlert problem={problem} />}
      <div role="status" className="empty:hidden">
        {verified && !verified.broken && <Whole verified={verified} />}
      </div>
      {verified?.broken && <Broken broken={verified.broken} />}
      <p className="text-sm text-soft">{words.verify.limit}</p>
    </Section>
  );
}

const Walking = ({ walk: { done, total }, onStop }: { readonly walk: Walk; readonly onStop: () => void }) => (
  <div className="space-y-2">
    <Progress
      label={words.verify.button}
      {...(total > 0 ? { value: done, max: total } : {})}
      text={words.verify.progress(done, total)}
    />
    <p className="text-sm text-soft tabular-nums">{words.verify.progress(done, total)}</p>
    <Button size="small" onClick={onStop}>
      {words.verify.stop}
    </Button>
  </div>
);

function Whole({
  verified: { lines, unchained, fromMs, pruned },
}: {
  readonly verified: Verified;
}): ReactNode {
  return (
    <Notice tone="good" title={words.verify.whole}>
      <p>
        {words.verify.wholeMeans(lines - unchained)}
        {fromMs !== undefined && `, ${words.verify.since} ${exactOf(fromMs)}`}.
      </p>
      {pruned > 0 && <p>{words.verify.pruned(pruned)}</p>}
      {unchained > 0 && <p>{words.verify.unchained(unchained)}</p>}
    </Notice>
  );
}

const Broken = ({ broken: { at, atMs, why } }: { readonly broken: NonNullable<Verified['broken']> }) => (
  <Alert title={words.verify.broken}>
    <p>
      {words.verify.at(at)} {breaks[why]}
    </p>
    {atMs !== undefined && <p className="text-sm">{exactOf(atMs)}</p>}
  </Alert>
);
