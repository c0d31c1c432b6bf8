import { ExternalLink } from 'lucide-react';
import type { Price3d } from '../../../lib/models/tariff';
import type { Face } from '../../../lib/providers/shape';
import { ButtonLink } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { type Balance, isShort, leftAfter } from './balance';
import { prices } from './words';

export const sayPrice = (price: Price3d | undefined): string => {
  if (!price) return prices.unknown;
  return Number(price.usd) === 0 ? prices.free : prices.about(price);
};

interface PriceProps {
  readonly price: Price3d | undefined;
  readonly balance: Balance | undefined;
}

/** What it will cost, and what is left then. */
export function Price({ price, balance }: PriceProps) {
  const isEnough = price && balance && Number(price.usd) > 0 && !isShort(balance, price);
  return (
    <p title={price && prices.asOf(price.asOf)}>
      <span className="font-medium text-ink">{sayPrice(price)}</span>
      {isEnough && `, ${prices.left(leftAfter(balance, price), balance.unit)}`}
    </p>
  );
}

interface ShortProps {
  readonly price: Price3d;
  readonly balance: Balance;
  readonly face: Face;
}

/** Said before anything is sent. It forbids nothing: money may have come meanwhile. */
export const Short = ({ balance, face }: ShortProps) => (
  <div role="status">
    <Notice
      tone="warn"
      title={prices.short(balance)}
      actions={
        <ButtonLink
          size="small"
          icon={ExternalLink}
          href={face.topUpPage ?? face.keyPage}
          target="_blank"
          rel="noreferrer"
        >
          {face.topUpPage ? prices.topUp(face.name) : prices.keys(face.name)}
        </ButtonLink>
      }
    >
      {prices.shortNext}
    </Notice>
  </div>
);
