import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Guide } from '../../lib/providers/shape';
import { Disclosure } from '../ui/Disclosure';
import { SiteLink } from '../ui/Link';
import { difficulties, sayUse, words } from './words';

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** What one gets, what it costs and what it takes. */
export function ProviderAbout({ guide }: { readonly guide: Guide }) {
  const { price, setup } = guide;
  const asOf = <time dateTime={price.asOf}>{day.format(new Date(price.asOf))}</time>;
  return (
    <div className="space-y-2 text-sm">
      <ul className="flex flex-wrap gap-x-3">
        {guide.benefits.map((benefit) => (
          <li key={benefit} className="flex gap-1">
            <Check size={14} aria-hidden className="mt-[3px] shrink-0 text-good" />
            {benefit}
          </li>
        ))}
      </ul>
      <dl>
        <Line name={words.card.price}>{price.note}</Line>
        <Line name={words.card.free}>
          {price.free}{' '}
          <span className="whitespace-nowrap text-soft">
            ({words.card.asOf} {asOf})
          </span>
        </Line>
        <Line name={words.card.setup}>
          {words.card.minutes(setup.minutes)}, {difficulties[setup.difficulty]}
        </Line>
        <Line name={words.card.format}>{guide.keyFormat}</Line>
        <Line name={words.card.use}>{sayUse(guide)}</Line>
      </dl>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <SiteLink href={guide.docs}>{words.card.docs}</SiteLink>
        <SiteLink href={guide.site}>{words.card.site}</SiteLink>
        {/* Beside the links while it is folded, below them and as wide as the card when it is open. */}
        <div className="has-[[open]]:basis-full">
          <Disclosure summary={words.card.tips}>
            <ul className="list-disc space-y-1 pl-4">
              {guide.tips.map((tip) => (
                <li key={tip}>{tip}</li>
              ))}
            </ul>
          </Disclosure>
        </div>
      </div>
    </div>
  );
}

/** The name in a column of its own, narrow enough that most answers take one line. */
const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="grid grid-cols-[4.75rem_minmax(0,1fr)] gap-x-2">
    <dt className="text-soft">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);
