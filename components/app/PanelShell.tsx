import { KeyRound } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/Skeleton';
import { Brand } from './Brand';
import { LockButton } from './LockButton';
import { OptionsLink } from './OptionsLink';
import { SidePanelButton } from './SidePanelButton';
import { useSurface } from './surface';
import { words } from './words';

const Home = lazy(async () => ({ default: (await import('./home/Home')).Home }));

/** The popup and the side panel: the same, in two places. */
export function PanelShell() {
  const surface = useSurface();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="sticky top-0 z-10 flex flex-wrap items-center justify-between gap-2 border-b border-line bg-surface px-3 py-2">
        <Brand />
        <LockButton />
      </header>
      <main className="flex-1 p-3">
        <Suspense fallback={<Skeleton lines={6} label={words.home.loading} />}>
          <Home />
        </Suspense>
      </main>
      <footer className="sticky bottom-0 flex flex-wrap gap-2 border-t border-line bg-surface px-3 py-2">
        <OptionsLink to={{ page: 'keys' }} look="quiet" size="small" icon={KeyRound}>
          {words.openKeys}
        </OptionsLink>
        {surface === 'popup' && <SidePanelButton />}
      </footer>
    </div>
  );
}
