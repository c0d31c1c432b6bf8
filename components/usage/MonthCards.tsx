import { useMemo } from 'react';
import type { KeyListing } from '../../lib/keys/reads';
import { type Cell, totalOf } from '../../lib/usage/cells';
import { useFaces } from '../hooks/useFaces';
import { Cards } from './Cards';
import { useNames } from './names';
import { useThings } from './useThings';

interface MonthCardsProps {
  readonly listing: KeyListing;
  /** Undefined while it is added up. */
  readonly month: readonly Cell[] | undefined;
  readonly isOpen?: boolean;
}

/** How things stand now, whatever period is looked at. */
export function MonthCards({ listing, month, isOpen = false }: MonthCardsProps) {
  const faces = useFaces();
  const names = useNames(faces, listing);
  const sum = useMemo(() => month && totalOf(month), [month]);
  const things = useThings(listing, names);
  const kept = listing.keys.filter((key) => key.removedAtMs === null);
  return (
    <Cards
      connected={new Set(kept.map((key) => key.provider)).size}
      services={faces?.length}
      month={sum}
      things={faces ? things : []}
      isOpen={isOpen}
    />
  );
}
