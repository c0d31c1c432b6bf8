import { browser } from 'wxt/browser';
import type { Fields, Wire } from '../providers/shape';

/** Match patterns that the browser must have granted before this credential may be sent anywhere. */
export const toPatterns = (origins: readonly string[]): string[] => origins.map((origin) => `${origin}/*`);

export async function isGranted(wire: Wire, kind: string, fields: Fields): Promise<boolean> {
  const origins = toPatterns(wire.originsFor(kind, fields));
  return origins.length === 0 || browser.permissions.contains({ origins });
}
