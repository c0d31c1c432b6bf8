import { Check } from 'lucide-react';
import { useState } from 'react';
import type { KeyRecord } from '../../../lib/keys/record';
import type { Guide } from '../../../lib/providers/shape';
import { classes } from '../../ui/classes';
import { Dialog } from '../../ui/Dialog';
import { nameOf } from '../groups';
import { EndOld } from './EndOld';
import { Follow } from './Follow';
import { NewKey } from './NewKey';
import { RemoveOld } from './RemoveOld';
import { words } from './words';

interface RotateDialogProps {
  readonly record: KeyRecord;
  /** All keys of its service. */
  readonly keys: readonly KeyRecord[];
  readonly guide: Guide;
  readonly onClose: () => void;
}

/** What is read from the records alone: whoever closes it, or whose browser dies, goes on from there. */
const stageOf = ({ rotation }: KeyRecord, next: KeyRecord | undefined): number => {
  if (rotation?.endedAtMs !== undefined) return 3;
  if (rotation?.retiredAtMs !== undefined) return 2;
  return next ? 1 : 0;
};

export default function RotateDialog({ record, keys, guide, onClose }: RotateDialogProps) {
  /** Which key shall follow, where somebody said so here. Null: none of those that are there. */
  const [chosen, setChosen] = useState<string | null>();
  const nextId = chosen === undefined ? record.rotation?.nextId : chosen;
  const next = keys.find((key) => key.id === nextId && key.removedAtMs === null);
  const stage = stageOf(record, next);
  const shared = { record, guide, onClose };
  return (
    <Dialog size="wide" title={words.title(nameOf(record))} onClose={onClose}>
      <p className="text-soft">{words.lead}</p>
      <Steps current={stage} />
      {stage === 0 && <NewKey {...shared} keys={keys} onChosen={setChosen} />}
      {stage === 1 && next && <Follow {...shared} next={next} onOther={() => setChosen(null)} />}
      {stage === 2 && <EndOld {...shared} />}
      {stage === 3 && <RemoveOld {...shared} />}
    </Dialog>
  );
}

const Steps = ({ current }: { readonly current: number }) => (
  <ol className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
    {words.steps.map((step, at) => (
      <li
        key={step}
        aria-current={at === current ? 'step' : undefined}
        className={classes('flex items-center gap-1.5', at === current ? 'font-semibold' : 'text-soft')}
      >
        <span
          aria-hidden
          className={classes(
            'inline-flex size-5 items-center justify-center rounded-full text-xs tabular-nums',
            at === current ? 'bg-ember text-on-ember' : 'bg-sunken text-soft',
          )}
        >
          {at < current ? <Check size={12} /> : at + 1}
        </span>
        {step}
      </li>
    ))}
  </ol>
);
