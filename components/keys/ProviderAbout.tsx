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
    <div className="space-y-3 text-sm">
      <ul className="space-y-0.5">
        {guide.benefits.map((benefit) => (
          <li key={benefit} className="flex gap-1.5">
            <Check size={14} aria-hidden className="mt-[3px] shrink-0 text-good" />
            {benefit}
          </li>
        ))}
      </ul>
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1">
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
      <p className="flex flex-wrap gap-x-4">
        <SiteLink href={guide.docs}>{words.card.docs}</SiteLink>
        <SiteLink href={guide.site}>{words.card.site}</SiteLink>
      </p>
      <Disclosure summary={words.card.tips}>
        <ul className="list-disc space-y-1 pl-4">
          {guide.tips.map((tip) => (
            <li key={tip}>{tip}</li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-soft">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
);
