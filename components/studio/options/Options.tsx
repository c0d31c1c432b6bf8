import { ChevronDown, ChevronUp, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import type { Make } from '../../../lib/jobs/record';
import { Button } from '../../ui/Button';
import { Skeleton } from '../../ui/Skeleton';
import type { Chosen } from '../choice';
import { type FormStore, useForm } from '../form';
import { fitting } from '../order';
import { words } from '../words';

const TextOptions = lazy(async () => ({ default: (await import('./TextOptions')).TextOptions }));
const ImageOptions = lazy(async () => ({ default: (await import('./ImageOptions')).ImageOptions }));

const Options3d = lazy(async () => ({ default: (await import('../three/Options3d')).Options3d }));

const PANELS = { text: TextOptions, image: ImageOptions, model3d: Options3d };

export interface OptionsProps {
  readonly make: Make;
  readonly store: FormStore;
  readonly choice: Chosen | undefined;
}

/** The fold of the options: the button, and what stands under it while it is open. */
export function useOptions(props: OptionsProps) {
  const { store } = props;
  const Panel = PANELS[props.make];
  const id = useId();
  const [isOpen, setIsOpen] = useState(store.isUnfolded);
  const toggle = () => {
    store.isUnfolded = !isOpen;
    setIsOpen(!isOpen);
  };
  return {
    button: (
      <>
        <Button
          size="small"
          look="quiet"
          icon={SlidersHorizontal}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={toggle}
        >
          {words.options.label}
          {isOpen ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
        </Button>
        <CountSet {...props} />
      </>
    ),
    panel: isOpen && (
      <div id={id} className="space-y-3 rounded-md border border-line bg-surface p-3">
        <Suspense fallback={<Skeleton lines={4} label={words.options.loading} />}>
          <Panel {...props} />
        </Suspense>
      </div>
    ),
  };
}

/** What goes along unseen while the fold is closed. */
function CountSet({ make, store, choice }: OptionsProps) {
  const { chosen } = useForm(store);
  const { image, model3d, ...text } = fitting(make, chosen, choice?.model);
  const count = Object.keys(image ?? model3d ?? text).length;
  return count > 0 && <span className="text-sm text-soft">{words.options.set(count)}</span>;
}
