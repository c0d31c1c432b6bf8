import { useMemo, useRef } from 'react';
import type { Make } from '../../lib/jobs/record';
import type { KeyListing } from '../../lib/keys/reads';
import type { Face } from '../../lib/providers/shape';
import { AddKeyFirst } from '../app/home/AddKeyFirst';
import { Services } from '../app/home/Services';
import { summarize } from '../app/home/summary';
import { words as appWords } from '../app/words';
import { useArrival } from '../hooks/useArrival';
import { words } from './words';

interface NoKeyProps {
  readonly make: Make;
  readonly keys: KeyListing;
  readonly faces: readonly Face[];
}

/** Without a key there is one thing to do; what is there already is listed below. */
export function NoKey({ make, keys, faces }: NoKeyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const summary = useMemo(() => summarize(keys), [keys]);
  useArrival(heading, 'nothing focused', make);
  const makers = useMemo(() => faces.filter((face) => face.makes.includes(make)), [faces, make]);
  const hasServices = summary.attention.length + summary.calm.length > 0;
  return (
    <div className="space-y-4">
      <div className="space-y-1">
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {appWords.home.addFirst}
        </h1>
        <p className="text-soft">{words.noKey[make]}</p>
      </div>
      <AddKeyFirst makers={makers} count={faces.length} />
      {hasServices && <h2 className="text-lg font-semibold">{appWords.home.title}</h2>}
      <Services summary={summary} faces={faces} />
    </div>
  );
}
