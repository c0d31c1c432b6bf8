/** What something will about cost, in words. */
import { formatUsd } from '../../lib/core/money';
import type { KeptFile } from '../../lib/files/record';
import type { Estimate } from '../../lib/models/estimate';
import { estimates } from './words';

export const isFree = ({ mostUsd }: Estimate): boolean => Number(mostUsd) === 0;

export function sayEstimate(estimate: Estimate | undefined): string {
  if (!estimate) return estimates.unknown;
  if (isFree(estimate)) return estimates.free;
  const [least, most] = [formatUsd(roughly(estimate.leastUsd)), formatUsd(roughly(estimate.mostUsd))];
  return least === most ? estimates.about(most) : estimates.between(least, most);
}

export const picturesIn = (files: readonly KeptFile[]): number =>
  files.filter(({ media }) => media.startsWith('image/')).length;

/** Of text files, which are sent as they are. */
export const textBytesIn = (files: readonly KeptFile[]): number =>
  files.reduce((sum, { media, sealed }) => sum + (media === 'text/plain' ? sealed.byteCount : 0), 0);

/** Two digits: more would look as if it were known. */
export const roughly = (usd: string): string => {
  const rounded = Number(Number(usd).toPrecision(2));
  return rounded.toFixed(12).replace(/0+$/, '').replace(/\.$/, '');
};
