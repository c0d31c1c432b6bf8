/** From what the ledger found to a sentence, and to the place where it is mended. */
import type { Amount, Concern } from '../../lib/usage/findings';
import { toMoney } from '../keys/facts';
import { toRelative } from '../ui/Time';
import type { Thing } from './attention';
import { counts, concerns as words } from './brief';
import { dayAndMonth } from './dates';
import { sayUsd } from './money';
import type { Names } from './names';

/** Money and credits alike. */
export const sayAmount = ({ amount, unit }: Amount): string =>
  /^[A-Z]{3}$/.test(unit) ? toMoney(amount, unit) : `${counts.format(Number(amount))} ${unit}`;

export function toThing(concern: Concern, names: Names): Thing {
  const { code, keyId, provider } = concern;
  return {
    id: `${code} ${keyId ?? provider ?? ''}`,
    text: say(concern, names),
    to: provider === undefined ? { page: 'usage' } : { page: 'keys', provider },
  };
}

function say(concern: Concern, names: Names): string {
  const service = names.service(concern.provider ?? '');
  const key = names.key(concern.keyId ?? '');
  switch (concern.code) {
    case 'credit-low':
      return (Number(concern.left.amount) > 0 ? words.creditLow : words.creditGone)(
        service,
        concern.keyIds.map(names.key),
        sayAmount(concern.left),
        toRelative(concern.atMs),
      );
    case 'limit-near':
      return words.limitNear(
        service,
        key,
        sayAmount(concern.left),
        sayAmount(concern.limit),
        toRelative(concern.atMs),
      );
    case 'key-expired':
      return words.expired(service, key);
    case 'key-expires':
      return words.expires(service, key, concern.days);
    case 'price-unknown':
      return words.priceUnknown(concern.count);
    case 'counter-more':
    case 'counter-less': {
      const { code, usdE8, sinceMs, unknown } = concern;
      return words.counter(
        service,
        key,
        sayUsd(usdE8),
        code === 'counter-more',
        dayAndMonth(sinceMs),
        unknown,
      );
    }
    case 'spend-unusual':
      return words.unusual(sayUsd(concern.usdE8), sayUsd(concern.usualE8));
    case 'entry-damaged':
      return words.damaged(concern.count);
  }
}
