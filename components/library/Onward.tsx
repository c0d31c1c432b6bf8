import { MessageSquareReply, PanelRight, Pencil } from 'lucide-react';
import { useId } from 'react';
import type { Job } from '../../lib/jobs/record';
import type { Pointed } from '../../lib/session/pointed';
import { openStudioAt } from '../app/openStudio';
import { useWindowId } from '../app/panel';
import { NO_FORM, type StudioActions } from '../studio/actions';
import { Button } from '../ui/Button';
import { toast } from '../ui/toasts';
import { words } from './words';

type Deed = Pointed['deed'];
type Go = (job: Job, deed?: Deed, fileId?: string) => Promise<void>;

/** What is done with a result is done in the studio: it opens there, and nothing is sent by that. */
export function useOnward(onGone: () => void) {
  const windowId = useWindowId();
  const go: Go = async ({ request: { id, make } }, deed, fileId) => {
    try {
      // First in the press: browsers open their panel only in answer to one.
      await openStudioAt({ id, make, ...(deed && { deed }), ...(fileId && { fileId }) }, windowId.current);
      onGone();
    } catch {
      toast(words.onward.notOpened);
    }
  };
  const actionsFor = (job: Job): StudioActions => ({
    ...NO_FORM,
    use: (picture) => void go(job, 'use', picture.id),
    make3d: (picture) => go(job, 'make3d', picture.id),
  });
  return { go, actionsFor };
}

interface OnwardProps {
  readonly job: Job;
  readonly go: Go;
}

/** What may come after it. */
export function Onward({ job, go }: OnwardProps) {
  const meansId = useId();
  const { request, state } = job;
  const isAnswered = state.text !== '' || state.rounds.length > 0;
  const hasSteps = request.make === 'model3d' && state.place === 'done';
  const studio = (
    <Button size="small" look={hasSteps ? 'primary' : 'plain'} icon={PanelRight} onClick={() => void go(job)}>
      {words.onward.studio}
    </Button>
  );
  return (
    <footer className="space-y-2 border-t border-line pt-3">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <div
        role="group"
        aria-label={words.onward.label}
        aria-describedby={meansId}
        className="flex flex-wrap gap-2"
      >
        {request.make === 'text' && isAnswered && (
          <Button size="small" look="primary" icon={MessageSquareReply} onClick={() => void go(job, 'go-on')}>
            {words.onward.goOn}
          </Button>
        )}
        {hasSteps && studio}
        {/* A step in 3D is taken once more where it begins. */}
        {(request.make !== 'model3d' || request.parent === null) && (
          <Button size="small" icon={Pencil} onClick={() => void go(job, 'again')}>
            {words.onward.again}
          </Button>
        )}
        {!hasSteps && studio}
      </div>
      <p id={meansId} className="text-sm text-soft">
        {hasSteps ? words.onward.steps : words.onward.means}
      </p>
    </footer>
  );
}
