import { useMemo } from 'react';
import { useGuides } from '../../hooks/useGuides';
import { useKeys } from '../../hooks/useKeys';
import { Skeleton } from '../../ui/Skeleton';
import { ProblemAlert } from '../ProblemAlert';
import { words } from '../words';
import { AddKeyFirst } from './AddKeyFirst';
import { Services } from './Services';
import { summarize } from './summary';

export function Home() {
  const live = useKeys();
  const guides = useGuides();
  const summary = useMemo(() => (live.state === 'ready' ? summarize(live.value) : undefined), [live]);
  if (live.state === 'failed') return <ProblemAlert problem={live.problem} />;
  if (!summary || !guides) return <Skeleton lines={6} label={words.home.loading} />;
  return (
    <div className="space-y-4">
      <div className="space-y-1">
        <h1 className="text-lg font-semibold">
          {summary.hasUsableKey ? words.home.title : words.home.addFirst}
        </h1>
        <p className="text-soft">{words.home.later}</p>
      </div>
      {!summary.hasUsableKey && <AddKeyFirst guides={guides} />}
      <Services summary={summary} guides={guides} />
    </div>
  );
}
