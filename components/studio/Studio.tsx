import { lazy, Suspense, useMemo, useState } from 'react';
import type { Make } from '../../lib/jobs/record';
import type { KeyListing } from '../../lib/keys/reads';
import type { Face } from '../../lib/providers/shape';
import { ProblemAlert } from '../app/ProblemAlert';
import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { useChoices, useLists } from '../hooks/useModels';
import { Skeleton } from '../ui/Skeleton';
import { FormStore } from './form';
import { NO_CHOICES, NO_LISTS } from './nothing';
import { payersFor } from './usable';
import { useRefresh } from './useRefresh';
import { Workbench } from './Workbench';
import { words } from './words';

const NoKey = lazy(async () => ({ default: (await import('./NoKey')).NoKey }));

/** What the popup and the side panel are for. Forms stay what they are while somebody looks at the other tab. */
export function Studio({ make }: { readonly make: Make }) {
  const keys = useKeys();
  const faces = useFaces();
  const [stores] = useState(newStores);
  if (keys.state === 'failed') return <ProblemAlert problem={keys.problem} />;
  if (keys.state === 'loading' || !faces) return <Skeleton lines={6} label={words.loading} />;
  return <Tab key={make} make={make} store={stores[make]} keys={keys.value} faces={faces} />;
}

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
}

function Tab({ make, store, keys, faces }: TabProps) {
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
  return (
    <Workbench
      make={make}
      store={store}
      payers={payers}
      lists={known ?? NO_LISTS}
      choices={choices.state === 'ready' ? choices.value : NO_CHOICES}
      refreshing={refreshing}
    />
  );
}
