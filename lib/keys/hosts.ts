import { browser } from 'wxt/browser';
import type { Fields, Wire } from '../providers/shape';

/** Match patterns that the browser must have granted before this credential may be sent anywhere. */
export const toPatterns = (origins: readonly string[]): string[] => origins.map((origin) => `${origin}/*`);

export const isGranted = (wire: Wire, kind: string, fields: Fields): Promise<boolean> =>
  areGranted(wire.originsFor(kind, fields));

/** Before anything is paid for: what was made must also be fetched, from hosts that never get the secret. */
export const mayMake = (wire: Wire, kind: string, fields: Fields): Promise<boolean> =>
  areGranted([...wire.originsFor(kind, fields), ...wire.downloads]);

export const areGranted = async (origins: readonly string[]): Promise<boolean> =>
  origins.length === 0 || browser.permissions.contains({ origins: toPatterns(origins) });
