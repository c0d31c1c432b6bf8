import { useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import type { KeyListing } from '../../lib/keys/reads';
import { ask } from '../../lib/messages/client';
import { keysDiscard } from '../../lib/messages/keys';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { words } from './words';

/** A damaged row never hides the others, and is never hidden itself. */
export function DamagedKeys({ damaged }: Pick<KeyListing, 'damaged'>) {
  const [problem, setProblem] = useState<Problem>();
  if (damaged.length === 0) return null;
  const discard = (id: string) =>
    ask(keysDiscard, { id }).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(toProblem(error)),
    );
  return (
    <Notice tone="bad" title={words.damaged.title(damaged.length)}>
      <p>{words.damaged.text}</p>
      {problem && <ProblemAlert problem={problem} />}
      <ul className="mt-2 space-y-2">
        {damaged.map(({ id }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <span id={`damaged-${id}`}>{words.damaged.row(id)}</span>
            <Button size="small" aria-describedby={`damaged-${id}`} onClick={() => discard(id)}>
              {words.damaged.discard}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
