import { KeyRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { KeyListing } from '../../lib/keys/reads';
import { Page } from '../app/Page';
import { ProblemAlert, ReloadButton } from '../app/ProblemAlert';
import { learnProblems } from '../app/problems';
import { hrefTo, useIsAt } from '../app/route';
import { keyForms } from '../app/sentences/key-forms';
import { KeyBudgetsProvider, useKeyBudgets } from '../budgets/ofKeys';
import { useKeys } from '../hooks/useKeys';
import { Button, ButtonLink } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { SpentProvider, useSpentByKey } from '../usage/spentByKey';
import { useMonth } from '../usage/useMonth';
import { ActionsProvider, useKeyActions } from './actions';
import { CheckAll } from './CheckAll';
import { DamagedKeys } from './DamagedKeys';
import { Filters } from './Filters';
import { type Filter, isNarrowing, isShown, isWorthALook, NO_FILTER } from './filter';
import { EMPTY_GROUP, type Groups } from './groups';
import { KeyDialogs } from './KeyDialogs';
import { NextKey } from './NextKey';
import { OtherServices } from './OtherServices';
import { ProviderList } from './ProviderList';
import { RemovedKeys } from './RemovedKeys';
import { Ages } from './rotate/Ages';
import { useAfter } from './rotate/due';
import { RotateAfter } from './rotate/RotateAfter';
import { useCheckAll } from './useCheckAll';
import { useGroups } from './useGroups';
import { useTarget } from './useTarget';
import { WhyPanel } from './WhyPanel';
import { words } from './words';
import { createWork, WorkProvider } from './work';

learnProblems(keyForms);

const MonthCards = lazy(async () => ({ default: (await import('../usage/MonthCards')).MonthCards }));
const ComparePage = lazy(() => import('./compare/ComparePage'));
const BackupDue = lazy(async () => ({ default: (await import('../backup/BackupDue')).BackupDue }));

/** The page, or the table of services, which has an address of its own below it. */
export function KeysPage() {
  const isComparing = useIsAt(COMPARE);
  return isComparing ? (
    <Suspense fallback={<Skeleton lines={8} label={words.loading} />}>
      <ComparePage />
    </Suspense>
  ) : (
    <Keys />
  );
}

const COMPARE = 'keys/compare';

function Keys() {
  const live = useKeys();
  if (live.state === 'ready')
    return (
      <Ages>
        <KeysPageOf listing={live.value} />
      </Ages>
    );
  return (
    <Page name={words.page}>
      {live.state === 'failed' ? (
        <ProblemAlert problem={live.problem} actions={<ReloadButton />} />
      ) : (
        <Skeleton lines={8} label={words.loading} />
      )}
    </Page>
  );
}

export function KeysPageOf({ listing }: { readonly listing: KeyListing }) {
  const [work] = useState(createWork);
  const [filter, setFilter] = useState(NO_FILTER);
  const { actions, opened, close } = useKeyActions(work);
  const groups = useGroups(listing);
  const checkAll = useCheckAll(work);
  const month = useMonth();
  const spent = useSpentByKey(month);
  const budgets = useKeyBudgets(listing.keys);
  const saved = listing.keys.filter((key) => key.removedAtMs === null);
  useTarget(() => setFilter(NO_FILTER));
  return (
    <WorkProvider value={work}>
      <ActionsProvider value={actions}>
        <Page
          name={words.page}
          actions={
            <>
              <ButtonLink href={hrefTo(COMPARE)}>{words.compare}</ButtonLink>
              <Button onClick={() => actions.open({ what: 'import' })}>{words.importKeys}</Button>
              {saved.length > 0 && (
                <Button isBusy={checkAll.round !== undefined} onClick={() => checkAll.start(saved)}>
                  {words.all.start}
                </Button>
              )}
            </>
          }
        >
          <Summary listing={listing} />
          {/* Their room, so that nothing moves when they come. */}
          <Suspense fallback={<div className="h-40 lg:h-[74px]" />}>
            <MonthCards listing={listing} month={month} />
          </Suspense>
          <CheckAll {...checkAll} />
          <Suspense>
            <BackupDue hasLink />
          </Suspense>
          <DamagedKeys damaged={listing.damaged} />
          <WhyPanel />
          <NextKey groups={groups} />
          {saved.length > 0 && <RotateAfter />}
          <Filters filter={filter} onChange={setFilter} />
          <SpentProvider value={spent}>
            <KeyBudgetsProvider value={budgets}>
              <Services filter={filter} groups={groups} onClear={() => setFilter(NO_FILTER)} />
            </KeyBudgetsProvider>
          </SpentProvider>
          <RemovedKeys keys={listing.keys.filter((key) => key.removedAtMs !== null)} />
        </Page>
        <KeyDialogs opened={opened} listing={listing} onClose={close} />
      </ActionsProvider>
    </WorkProvider>
  );
}

function Summary({ listing }: { readonly listing: KeyListing }) {
  const saved = listing.keys.filter((key) => key.removedAtMs === null);
  const after = useAfter();
  const attention = saved.filter((key) => isWorthALook(key, after)).length;
  return (
    <p className="text-soft">
      {words.summary(saved.length, new Set(saved.map((key) => key.provider)).size)}{' '}
      {attention > 0 && words.attention(attention)}
    </p>
  );
}

interface ServicesProps {
  readonly filter: Filter;
  readonly groups: Groups;
  readonly onClear: () => void;
}

function Services({ filter, groups, onClear }: ServicesProps) {
  const after = useAfter();
  return (
    <>
      <ProviderList
        groups={groups}
        isShown={(guide) => isShown(filter, guide, (groups.get(guide.id) ?? EMPTY_GROUP).keys, after)}
        nothing={
          <EmptyState
            icon={KeyRound}
            title={words.filter.none}
            actions={<Button onClick={onClear}>{words.filter.clear}</Button>}
          />
        }
      />
      {!isNarrowing(filter) && <OtherServices groups={groups} />}
    </>
  );
}
