import { useMemo } from 'react';
import type { KeyListing } from '../../lib/keys/reads';
import { concernsOf } from '../../lib/usage/findings';
import { useRates } from '../hooks/useModels';
import { useLiveAfter } from '../keys/rotate/due';
import { agesOf, type Thing, thingsOf } from './attention';
import { toThing } from './concerns';
import type { Names } from './names';
import { useToday } from './useToday';
import { useUsage } from './useUsage';

/** All that somebody should look at: keys first, then money. */
export function useThings(listing: KeyListing, names: Names): readonly Thing[] {
  const today = useToday();
  const { live } = useUsage({ from: undefined, to: today });
  const rates = useRates();
  const after = useLiveAfter();
  return useMemo(() => {
    const things = [...thingsOf(listing, names), ...agesOf(listing, names, after)];
    if (live.state !== 'ready' || rates.state !== 'ready') return things;
    const known = Object.entries(rates.value).map(([id, { listed, own }]) => [id, own ?? listed]);
    const concerns = concernsOf({
      nowMs: Date.now(),
      keys: listing.keys,
      cells: live.value.cells,
      damaged: live.value.damaged,
      rates: Object.fromEntries(known),
    });
    // What has no price is said where the sums are: there is nothing that could be mended.
    const money = concerns.filter(({ code }) => code !== 'price-unknown');
    return [...things, ...money.map((concern) => toThing(concern, names))];
  }, [listing, names, live, rates, after]);
}
