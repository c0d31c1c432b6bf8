import { useRef } from 'react';
import type { KeyListing } from '../../lib/keys/reads';
import { type Groups, toGroups } from './groups';

/** Groups of the former listing are used again where nothing changed in them. */
export function useGroups(listing: KeyListing): Groups {
  const kept = useRef<{ readonly listing: KeyListing; readonly groups: Groups }>(undefined);
  if (kept.current?.listing !== listing)
    kept.current = { listing, groups: toGroups(listing, kept.current?.groups) };
  return kept.current.groups;
}
