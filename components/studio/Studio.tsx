import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { KeptFile } from '../../lib/files/record';
import type { Make } from '../../lib/jobs/record';
import type { KeyListing } from '../../lib/keys/reads';
import type { Face } from '../../lib/providers/shape';
import type { Pointed } from '../../lib/session/pointed';
import { ProblemAlert } from '../app/ProblemAlert';
import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { useChoices, useLists } from '../hooks/useModels';
import { Skeleton } from '../ui/Skeleton';
import { FormStore } from './form';
import { NO_CHOICES, NO_LISTS } from './nothing';
import { payersFor } from './usable';
import { useNews } from './useNews';
import { useRefresh } from './useRefresh';
import { Workbench, type WorkbenchProps } from './Workbench';
import { words } from './words';

const Bench = lazy(async () => ({ default: (await import('./three/Bench')).Bench }));
const StudioNotices = lazy(async () => ({
  default: (await import('../budgets/StudioNotices')).StudioNotices,
}));
const NoKey = lazy(async () => ({ default: (await import('./NoKey')).NoKey }));

interface StudioProps {
  readonly make: Make;
  /** Another tab is wanted. */
  readonly onMake: (make: Make) => void;
  /** Somebody came here for this result. */
  readonly pointed?: Pointed | undefined;
}

/** What the popup and the side panel are for. Forms stay what they are while somebody looks at the other tab. */
export function Studio({ make, onMake, pointed }: StudioProps) {
  const keys = useKeys();
  const faces = useFaces();
  const hasNews = useNews();
  const [stores] = useState(newStores);
  const make3d = useCallback(
    async (picture: KeptFile) => {
      await (await import('./three/takeOver')).takeOver(stores.model3d, picture);
      onMake('model3d');
    },
    [stores, onMake],
  );
  useEffect(() => {
    if (pointed?.deed) void import('./doDeed').then(({ doDeed }) => doDeed(pointed, stores));
  }, [pointed, stores]);
  if (keys.state === 'failed') return <ProblemAlert problem={keys.problem} />;
  if (keys.state === 'loading' || !faces) return <Skeleton lines={6} label={words.loading} />;
  return (
    <div className="space-y-3">
      {hasNews && (
        <Suspense fallback={null}>
          <StudioNotices />
        </Suspense>
      )}
      <Tab
        key={make}
        make={make}
        store={stores[make]}
        keys={keys.value}
        faces={faces}
        onMake3d={make3d}
        also={pointed?.id}
      />
    </div>
  );
}

export type Stores = ReturnType<typeof newStores>;

const newStores = () => ({
  text: new FormStore('text'),
  image: new FormStore('image'),
  model3d: new FormStore('model3d'),
});

interface TabProps {
  readonly make: Make;
  readonly store: FormStore;
  readonly keys: KeyListing;
  readonly faces: readonly Face[];
  readonly onMake3d: WorkbenchProps['onMake3d'];
  readonly also: string | undefined;
}

function Tab({ make, store, keys, faces, onMake3d, also }: TabProps) {
  const payers = useMemo(() => payersFor(make, faces, keys), [make, faces, keys]);
  const lists = useLists();
  const choices = useChoices();
  const known = lists.state === 'ready' ? lists.value : undefined;
  const refreshing = useRefresh(make, payers, known);
  if (payers.length === 0)
    return (
      <Suspense fallback={<Skeleton lines={6} label={words.loading} />}>
        <NoKey make={make} keys={keys} faces={faces} />
      </Suspense>
    );
  const standing = {
    store,
    payers,
    lists: known ?? NO_LISTS,
    choices: choices.state === 'ready' ? choices.value : NO_CHOICES,
    refreshing,
    onMake3d,
    also,
  };
  if (make !== 'model3d') return <Workbench make={make} {...standing} />;
  return (
    <Suspense fallback={<Skeleton lines={6} label={words.loading} />}>
      <Bench {...standing} />
    </Suspense>
  );
}
