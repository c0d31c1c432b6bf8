import type { ReactNode } from 'react';
import type { Job } from '../../lib/jobs/record';
import { ask } from '../../lib/messages/client';
import { jobsForget } from '../../lib/messages/jobs';
import { Button } from '../ui/Button';
import { toast } from '../ui/toasts';
import { useStudio } from './actions';
import { useAct } from './item/useAct';
import { deeds } from './item/words';
import { Problems } from './Problems';

/** What can be done with a result that is over. */
export function ItemActions({ job }: { readonly job: Job }) {
  const studio = useStudio();
  const act = useAct();
  const { request, state } = job;
  const text = [...state.rounds.map((round) => round.text), state.text].filter(Boolean).join('\n\n');
  return (
    <>
      <div className="flex flex-wrap gap-1">
        {text !== '' && (
          <>
            <Quiet onClick={() => copy(async () => (await import('./answer/plainText')).toPlainText(text))}>
              {deeds.copyText}
            </Quiet>
            <Quiet onClick={() => copy(async () => text)}>{deeds.copyMarkdown}</Quiet>
          </>
        )}
        {/* A step has no form of its own up there: it is taken once more where it begins. */}
        {(request.make !== 'model3d' || request.parent === null) && (
          <Quiet onClick={() => studio.edit(job)}>{deeds.edit}</Quiet>
        )}
        {request.make === 'text' && text !== '' && (
          <Quiet onClick={() => studio.goOn(job)}>{deeds.goOn}</Quiet>
        )}
        <Quiet onClick={() => act.run(() => ask(jobsForget, { ids: [request.id] }))}>{deeds.remove}</Quiet>
      </div>
      {act.problem && <Problems problems={[act.problem]} />}
    </>
  );
}

interface QuietProps {
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const Quiet = ({ onClick, children }: QuietProps) => (
  <Button size="small" look="quiet" onClick={onClick}>
    {children}
  </Button>
);

async function copy(read: () => Promise<string>): Promise<void> {
  try {
    await navigator.clipboard.writeText(await read());
    toast(deeds.copied);
  } catch {
    toast(deeds.notCopied);
  }
}
