import { useMemo, useRef } from 'react';
import { useArrival } from '../../hooks/useArrival';
import { useFaces } from '../../hooks/useFaces';
import { useKeys } from '../../hooks/useKeys';
import { Skeleton } from '../../ui/Skeleton';
import { ProblemAlert } from '../ProblemAlert';
import { words } from '../words';
import { Services } from './Services';
import { summarize } from './summary';

export function Home() {
  const live = useKeys();
  const faces = useFaces();
  const summary = useMemo(() => (live.state === 'ready' ? summarize(live.value) : undefined), [live]);
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (!summary || !faces) return <Skeleton lines={6} label={words.home.loading} />;
  return (
    <div className="space-y-4">
      <Heading text={words.home.title} />
      {summary.attention.length + summary.calm.length + summary.damaged === 0 && (
        <p className="text-soft">{words.home.none}</p>
      )}
      <Services summary={summary} faces={faces} />
    </div>
  );
}

function Heading({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'nothing focused', text);
  return (
    <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold">
      {text}
    </h1>
  );
}
