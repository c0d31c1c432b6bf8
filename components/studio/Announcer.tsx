import { useEffect, useRef, useState } from 'react';
import { isOver, type Job, type Make } from '../../lib/jobs/record';
import { words } from './words';

/** Says once that an answer ended, to those who do not see it end. Words that stream are not read out. */
export function Announcer({ make, jobs }: { readonly make: Make; readonly jobs: readonly Job[] }) {
  const running = useRef(new Set<string>());
  const [said, setSaid] = useState({ text: '', count: 0 });
  useEffect(() => {
    for (const { request, state } of jobs) {
      if (!isOver(state.place)) running.current.add(request.id);
      else if (running.current.delete(request.id) && state.place === 'done')
        setSaid(({ count }) => ({ text: sayEnd(make, state), count: count + 1 }));
    }
  }, [jobs, make]);
  return (
    <div role="status" className="sr-only">
      <span key={said.count}>{said.text}</span>
    </div>
  );
}

const sayEnd = (make: Make, { ending }: Job['state']): string =>
  ending === 'refused' ? words.results.refused : endings[make];

const endings: Record<Make, string> = {
  text: words.results.finished,
  image: words.results.finishedPicture,
  model3d: words.results.finishedModel,
};
