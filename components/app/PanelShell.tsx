import { KeyRound, LayoutList } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Make } from '../../lib/jobs/record';
import { onPointed, POINTED_HASH, type Pointed } from '../../lib/session/pointed';
import { onQuote } from '../../lib/session/quote';
import { IconButton } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { Mark } from './Brand';
import { LockButton } from './LockButton';
import { OptionsIconLink } from './OptionsLink';
import { SidePanelButton } from './SidePanelButton';
import { useSurface } from './surface';
import { PANEL_ID, TabList, tabId } from './TabList';
import { words } from './words';

const Studio = lazy(async () => ({ default: (await import('../studio/Studio')).Studio }));
/** Everything else goes first: nobody opens this page for it. */
const MonthLine = lazy(async () => {
  await import('../studio/Studio');
  return { default: (await import('../usage/MonthLine')).MonthLine };
});
const Home = lazy(async () => ({ default: (await import('./home/Home')).Home }));

/** The popup and the side panel: the same, in two places. */
export function PanelShell() {
  const surface = useSurface();
  const [make, setMake] = useState<Make>('text');
  const [isAtServices, setIsAtServices] = useState(false);
  const choose = (chosen: Make) => {
    setMake(chosen);
    setIsAtServices(false);
  };
  const [pointed, setPointed] = useState<Pointed>();
  // A notification was pressed, whose address says no more than that; or the library leads here.
  useEffect(() => {
    const take = async () => {
      const { arrive, tabFor } = await import('./arrive');
      await arrive((found) => {
        setMake(tabFor(found.make, found.deed));
        setIsAtServices(false);
        setPointed(found);
      });
    };
    if (location.hash === POINTED_HASH) void take();
    return surface === 'sidepanel' ? onPointed(() => void take()) : undefined;
  }, [surface]);
  // Words of a page are asked about: only there are they taken.
  useEffect(
    () =>
      onQuote(() => {
        setMake('text');
        setIsAtServices(false);
      }),
    [],
  );
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-surface px-3 py-1.5">
        <Mark />
        <TabList chosen={isAtServices ? undefined : make} onChoose={choose} />
        <div className="ml-auto flex flex-wrap items-center">
          <IconButton
            icon={LayoutList}
            label={words.services}
            aria-pressed={isAtServices}
            onClick={() => setIsAtServices(!isAtServices)}
          />
          <OptionsIconLink to={{ page: 'keys' }} icon={KeyRound} label={words.openKeys} />
          {surface === 'popup' && <SidePanelButton />}
          <LockButton />
        </div>
      </header>
      <main className="flex-1 p-3">
        <Suspense fallback={<Skeleton lines={6} label={words.home.loading} />}>
          {isAtServices ? (
            <Home />
          ) : (
            <div role="tabpanel" id={PANEL_ID} aria-labelledby={tabId(make)}>
              <Studio make={make} onMake={setMake} pointed={pointed} />
            </div>
          )}
        </Suspense>
      </main>
      <Suspense>
        <MonthLine />
      </Suspense>
    </div>
  );
}
