import { LayoutGrid, List } from 'lucide-react';
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { EVERYTHING, isNarrowing, isPlain } from '../../lib/library/query';
import type { Card } from '../../lib/library/reads';
import type { Hit, Query } from '../../lib/library/talk';
import { Page } from '../app/Page';
import { ProblemAlert, ReloadButton } from '../app/ProblemAlert';
import { useFaces } from '../hooks/useFaces';
import { IconButton } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { toast } from '../ui/toasts';
import { favourAll } from './acts';
import { Deleted } from './Deleted';
import { Filters } from './Filters';
import type { ItemActions, Look } from './Item';
import { Pager } from './Pager';
import { SearchState } from './SearchState';
import { type Selection, SelectionBar } from './SelectionBar';
import { Shown } from './Shown';
import { Storage } from './Storage';
import { type Listing, toHit, useListing, useOpened } from './useListing';
import { useSearch } from './useSearch';
import { useZip } from './useZip';
import { words } from './words';
import { Zip } from './Zip';

const Opened = lazy(async () => ({ default: (await import('./Opened')).Opened }));

const NO_FACES = [] as const;
const NONE: Selection = new Map();
const DAY_MS = 86_400_000;

export function LibraryPage() {
  const [query, setQuery] = useState(EVERYTHING);
  const [days, setDays] = useState('0');
  const [page, setPage] = useState(0);
  const [look, setLook] = useState<Look>('grid');
  const [isDue, setIsDue] = useState(false);
  const { search, standing, problem } = useSearch(isDue);
  // Drawn a little at a time: a page full of items never holds up what somebody types.
  const live = useDeferredValue(useListing(query, page, search, standing));
  const ask = (next: Query) => {
    setQuery(next);
    setPage(0);
    // Typed before anything is shown: then nothing else is waited for.
    if (!isPlain(next)) setIsDue(true);
  };
  const changeDays = (next: string) => {
    setDays(next);
    ask({ ...query, sinceMs: next === '0' ? 0 : Date.now() - Number(next) * DAY_MS });
  };
  const clear = () => {
    setDays('0');
    ask(EVERYTHING);
  };
  useEffect(() => {
    if (live.state !== 'loading') setIsDue(true);
  }, [live.state]);
  const faces = useFaces() ?? NO_FACES;
  const all = async () => (await search.find(query, 0, Number.MAX_SAFE_INTEGER)).items;
  return (
    <Page name={words.page} actions={<Looks look={look} onLook={setLook} />}>
      <Filters
        query={query}
        standing={standing}
        faces={faces}
        days={days}
        onChange={(change) => ask({ ...query, ...change })}
        onDays={changeDays}
      />
      {standing && <Storage standing={standing} onLargest={() => ask({ ...EVERYTHING, order: 'large' })} />}
      <SearchState standing={standing} problem={problem} />
      <Deleted />
      {live.state === 'loading' && <Skeleton lines={8} label={words.loading} />}
      {live.state === 'failed' && <ProblemAlert problem={live.problem} actions={<ReloadButton />} />}
      {live.state === 'ready' && (
        <Results
          listing={live.value}
          look={look}
          page={page}
          onPage={setPage}
          onClear={clear}
          isNarrowed={isNarrowing(query)}
          readAll={standing?.isWhole ? all : undefined}
          faces={faces}
        />
      )}
    </Page>
  );
}

interface ResultsProps {
  readonly listing: Listing;
  readonly look: Look;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly onClear: () => void;
  readonly isNarrowed: boolean;
  readonly readAll: (() => Promise<readonly Hit[]>) | undefined;
  readonly faces: Parameters<typeof Filters>[0]['faces'];
}

function Results({ listing, look, page, onPage, onClear, isNarrowed, readAll, faces }: ResultsProps) {
  const [selection, setSelection] = useState(NONE);
  const [card, setCard] = useState<Card>();
  const { zipping, pack, stop } = useZip();
  const actions = useMemo(() => newActions(setSelection, setCard), []);
  const select = (hits: readonly Hit[]) => setSelection(new Map(hits.map((hit) => [hit.id, hit])));
  const opened = useOpened(card);
  useEffect(() => {
    if (!opened) setCard(undefined);
  }, [opened]);
  return (
    <section className="space-y-4">
      <p role="status" className="text-soft tabular-nums">
        {isNarrowed ? words.found(listing.total) : words.items(listing.total)}
      </p>
      {(listing.cards.length > 0 || selection.size > 0) && (
        <SelectionBar
          selection={selection}
          total={listing.total}
          onAll={readAll && (async () => select(await readAll()))}
          onPage={() => select([...selection.values(), ...listing.cards.map(toHit)])}
          onClear={() => setSelection(NONE)}
          onPack={(hits) => void pack(hits)}
          isPacking={zipping.state === 'packing'}
        />
      )}
      <Zip zipping={zipping} onStop={stop} />
      <Shown
        listing={listing}
        look={look}
        selection={selection}
        actions={actions}
        isNarrowed={isNarrowed}
        onClear={onClear}
      />
      <Pager page={page} total={listing.total} onPage={onPage} />
      {opened && (
        <Suspense fallback={null}>
          <Opened job={opened} faces={faces} onClose={() => setCard(undefined)} />
        </Suspense>
      )}
    </section>
  );
}

/** They never change, so that no item is drawn anew for them. */
const newActions = (
  setSelection: (change: (before: Selection) => Selection) => void,
  open: (card: Card) => void,
): ItemActions => ({
  select: (card, isSelected) =>
    setSelection((before) => {
      const next = new Map(before);
      if (isSelected) next.set(card.id, toHit(card));
      else next.delete(card.id);
      return next;
    }),
  open,
  favour: ({ id, isFavourite }: Card) => {
    favourAll([id], !isFavourite).catch(() => toast(words.item.notKept));
  },
});

interface LooksProps {
  readonly look: Look;
  readonly onLook: (look: Look) => void;
}

const Looks = ({ look, onLook }: LooksProps) => (
  <fieldset aria-label={words.looks.label} className="flex">
    <IconButton
      icon={LayoutGrid}
      label={words.looks.grid}
      aria-pressed={look === 'grid'}
      onClick={() => onLook('grid')}
    />
    <IconButton
      icon={List}
      label={words.looks.list}
      aria-pressed={look === 'list'}
      onClick={() => onLook('list')}
    />
  </fieldset>
);
