import { useMemo } from 'react';
import type { Make } from '../../lib/jobs/record';
import type { KeyListing } from '../../lib/keys/reads';
import type { Face } from '../../lib/providers/shape';
import { nameOf } from '../keys/groups';
import { brief } from './brief';
import type { Split } from './figures';
import { makes } from './words';

/** From what an entry holds to what people call it. */
export interface Names {
  readonly service: (id: string) => string;
  readonly key: (id: string) => string;
}

export function useNames(faces: readonly Face[] | undefined, listing: KeyListing | undefined): Names {
  return useMemo(() => {
    const services = new Map((faces ?? []).map(({ id, name }) => [id, name]));
    const keys = new Map((listing?.keys ?? []).map((record) => [record.id, nameOf(record)]));
    return {
      service: (id) => services.get(id) ?? brief.unknownService,
      key: (id) => keys.get(id) ?? brief.removedKey,
    };
  }, [faces, listing]);
}

const isMake = (id: string): id is Make => id in makes;

export const sayMake = (make: Make): string => makes[make];

export function nameIn(split: Split, id: string, names: Names): string {
  if (split === 'day') return brief.together;
  if (split === 'service') return names.service(id);
  if (split === 'key') return names.key(id);
  if (split === 'make') return isMake(id) ? makes[id] : id;
  return id;
}
