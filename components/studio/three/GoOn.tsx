import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import type { Job } from '../../../lib/jobs/record';
import type { ModelList } from '../../../lib/models/record';
import { Button } from '../../ui/Button';
import { Skeleton } from '../../ui/Skeleton';
import type { Payer } from '../usable';
import { words } from '../words';
import { stepsAfter } from './steps';
import { deedWords, goOn } from './words';

const StepForm = lazy(async () => ({ default: (await import('./StepForm')).StepForm }));

interface GoOnProps {
  readonly job: Job;
  readonly deed: string;
  readonly lists: readonly ModelList[];
  readonly payer: Payer | undefined;
}

/** The check was asked for the sake of what it allows: that stands open then. */
const CHECK = 'rig-check';

/** What may be made from this, each with its own options and price. */
export function GoOn({ job, deed, lists, payer }: GoOnProps) {
  const id = useId();
  const steps = stepsAfter(job, lists);
  const [only] = steps.keys();
  const [open, setOpen] = useState<string | undefined>(deed === CHECK && steps.size === 1 ? only : undefined);
  if (steps.size === 0) return null;
  const rows = open === undefined ? undefined : steps.get(open);
  return (
    <div className="space-y-2">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <div role="group" aria-label={goOn.label} className="flex flex-wrap gap-1">
        {[...steps.keys()].map((step) => (
          <Button
            key={step}
            size="small"
            aria-expanded={step === open}
            aria-controls={step === open ? id : undefined}
            onClick={() => setOpen(step === open ? undefined : step)}
          >
            {deedWords(step).name}
            {step === open ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
          </Button>
        ))}
      </div>
      {open !== undefined && rows && (
        <div id={id} className="rounded-md border border-line p-3">
          <Suspense fallback={<Skeleton lines={3} label={words.options.loading} />}>
            <StepForm
              key={open}
              job={job}
              deed={open}
              rows={rows}
              payer={payer}
              onSent={() => setOpen(undefined)}
            />
          </Suspense>
        </div>
      )}
    </div>
  );
}
