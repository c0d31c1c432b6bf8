import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { newId } from '../../../lib/core/ids';
import { ProblemError, problem } from '../../../lib/core/problem';
import type { KeyRecord } from '../../../lib/keys/record';
import { ask } from '../../../lib/messages/client';
import { keysMake } from '../../../lib/messages/keys';
import type { Guide } from '../../../lib/providers/shape';
import { ProblemAlert } from '../../app/ProblemAlert';
import { Button } from '../../ui/Button';
import { SiteLink } from '../../ui/Link';
import { Notice } from '../../ui/Notice';
import { Spinner } from '../../ui/Spinner';
import { askForHosts, originsOf } from '../hosts';
import { useAct } from './useAct';
import { words } from './words';

interface MakeItProps {
  readonly record: KeyRecord;
  readonly guide: Guide;
  readonly onMade: (id: string) => void;
}

/** Where a key is asked about itself, beside where it is checked. */
export const rotatingOrigins = (record: KeyRecord, guide: Guide): readonly string[] => [
  ...originsOf(record),
  ...(guide.rotate?.originsFor?.(record.kind, record.identifiers) ?? []),
];

/** Some services make a key for whoever holds one that may. It is asked for once, by two presses. */
export function MakeIt({ record, guide, onMade }: MakeItProps) {
  const [isSure, setIsSure] = useState(false);
  const act = useAct();
  const mayHaveBeenMade = record.rotation?.askedToMakeAtMs !== undefined && !act.isBusy;
  const isLost = mayHaveBeenMade && act.failure?.problem.code !== 'make-uncertain';
  const make = () => {
    const id = newId();
    const granted = askForHosts(rotatingOrigins(record, guide));
    void act.run(async () => {
      if (!(await granted)) throw new ProblemError(problem('host-not-allowed'));
      setIsSure(false);
      await ask(keysMake, { id, from: record.id, isAgain: mayHaveBeenMade });
      onMade(id);
    });
  };
  if (!guide.rotate?.mayMake?.(record)) return isLost ? <Lost guide={guide} /> : null;
  return (
    <div className="space-y-3">
      {isLost && <Lost guide={guide} />}
      {isSure ? (
        <Notice
          tone="warn"
          actions={
            <>
              <Button onClick={() => setIsSure(false)}>{words.cancel}</Button>
              <Button look="primary" isBusy={act.isBusy} onClick={make}>
                {words.makeNow}
              </Button>
            </>
          }
        >
          {words.makeSure(guide.name)}
        </Notice>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-soft">{words.makeLead(guide.name)}</span>
          <Button icon={Sparkles} isBusy={act.isBusy} onClick={() => setIsSure(true)}>
            {words.make(guide.name)}
          </Button>
        </div>
      )}
      <p role="status" className="flex items-center gap-2 text-sm text-soft empty:hidden">
        {act.isBusy && (
          <>
            <Spinner size={14} />
            {words.making(guide.name)}
          </>
        )}
      </p>
      {act.failure && <ProblemAlert key={act.failure.count} problem={act.failure.problem} />}
      <p className="text-soft">{words.byHand}</p>
    </div>
  );
}

const Lost = ({ guide }: { readonly guide: Guide }) => (
  <Notice tone="warn" title={words.lost(guide.name)}>
    <p>{words.lostText(guide.name)}</p>
    <p>
      <SiteLink href={guide.keyPage}>{words.openPage(guide.name)}</SiteLink>
    </p>
  </Notice>
);
