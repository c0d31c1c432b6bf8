import {
  Archive,
  ChartColumn,
  Images,
  KeyRound,
  type LucideIcon,
  ScrollText,
  ShieldCheck,
} from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useEffect } from 'react';
import { Skeleton } from '../ui/Skeleton';
import { Brand } from './Brand';
import { LockButton } from './LockButton';
import { goTo, hrefTo, useRoute } from './route';
import { onTarget, peekTarget } from './target';
import { words } from './words';

/** The pages that exist yet, in the order of the navigation. The first one is home. */
const NAMES = ['keys', 'usage', 'library', 'activity', 'security', 'backup'] as const;
/** With those that other pages lead to. */
const ROUTES = [...NAMES, 'leaves'] as const;
type Name = (typeof ROUTES)[number];

interface Entry {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly Content: LazyExoticComponent<ComponentType>;
}

const pages: Readonly<Record<Name, Entry>> = {
  keys: {
    label: words.keys,
    icon: KeyRound,
    Content: lazy(async () => ({ default: (await import('../keys/KeysPage')).KeysPage })),
  },
  usage: {
    label: words.usage,
    icon: ChartColumn,
    Content: lazy(async () => ({ default: (await import('../usage/UsagePage')).UsagePage })),
  },
  library: {
    label: words.library,
    icon: Images,
    Content: lazy(async () => ({ default: (await import('../library/LibraryPage')).LibraryPage })),
  },
  activity: {
    label: words.activity,
    icon: ScrollText,
    Content: lazy(async () => ({ default: (await import('../activity/ActivityPage')).ActivityPage })),
  },
  leaves: {
    label: words.leaves,
    icon: ScrollText,
    Content: lazy(async () => ({ default: (await import('../activity/leaves/LeavesPage')).LeavesPage })),
  },
  security: {
    label: words.security,
    icon: ShieldCheck,
    Content: lazy(async () => ({ default: (await import('../vault/SecurityPage')).SecurityPage })),
  },
  backup: {
    label: words.backup,
    icon: Archive,
    Content: lazy(async () => ({ default: (await import('../backup/BackupPage')).BackupPage })),
  },
};

export function OptionsShell() {
  const name = useRoute(ROUTES);
  useGoToTarget();
  const { Content } = pages[name];
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface p-3 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-4 lg:border-r lg:border-b-0 lg:p-4">
        <Brand />
        <Navigation current={name} />
        <div className="ml-auto lg:mt-auto lg:ml-0">
          <LockButton />
        </div>
      </header>
      <main className="mx-auto w-full max-w-6xl p-4 lg:p-6">
        <Suspense fallback={<Skeleton lines={4} label={words.loading} />}>
          <Content />
        </Suspense>
      </main>
    </div>
  );
}

const Navigation = ({ current }: { readonly current: Name }) => (
  <nav aria-label={words.pages} className="flex flex-wrap gap-1 lg:flex-col">
    {NAMES.map((name) => {
      const { label, icon: Icon } = pages[name];
      return (
        <a
          key={name}
          href={hrefTo(name)}
          aria-current={name === current ? 'page' : undefined}
          className="flex min-h-8 items-center gap-2 rounded-md px-2 font-medium text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-ember-ground aria-[current=page]:text-ember-ink"
        >
          <Icon size={16} aria-hidden />
          {label}
        </a>
      );
    })}
  </nav>
);

/** Another page sent somebody here: goes to the page it named, which then takes the rest. */
function useGoToTarget() {
  useEffect(() => {
    const go = async () => {
      const target = await peekTarget();
      if (target) goTo(target.page);
    };
    void go();
    return onTarget(go);
  }, []);
}
