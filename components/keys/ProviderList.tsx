import { type ReactNode, useId, useState } from 'react';
import { allGuides } from '../../lib/providers/guides';
import type { Guide } from '../../lib/providers/shape';
import { classes } from '../ui/classes';
import { EMPTY_GROUP, type Groups } from './groups';
import { ProviderCard } from './ProviderCard';
import { categories, words } from './words';

interface ProviderListProps {
  readonly groups: Groups;
  readonly isShown: (guide: Guide) => boolean;
  /** What stands there when nothing is shown. */
  readonly nothing: ReactNode;
}

/** Services that had keys when the page opened come first and take the whole width; then all others by category. */
export function ProviderList({ groups, isShown, nothing }: ProviderListProps) {
  const [wide] = useState(
    () => new Set([...groups].flatMap(([id, { keys }]) => (keys.length > 0 ? [id] : []))),
  );
  const shown = allGuides.filter(isShown);
  if (shown.length === 0) return nothing;
  const others = shown.filter(({ id }) => !wide.has(id)).sort(byPopularity);
  return (
    <>
      <ListSection
        label={words.card.connected}
        guides={shown.filter(({ id }) => wide.has(id)).sort(byCategory)}
        groups={groups}
        isWide
      />
      {categories.map(([category, label]) => (
        <ListSection
          key={category}
          label={label}
          guides={others.filter((guide) => guide.category === category)}
          groups={groups}
        />
      ))}
    </>
  );
}

const byPopularity = (a: Guide, b: Guide) => Number(b.isPopular ?? false) - Number(a.isPopular ?? false);

const places = new Map(categories.map(([category], place) => [category, place]));
const placeOf = ({ category }: Guide) => places.get(category) ?? places.size;
const byCategory = (a: Guide, b: Guide) => placeOf(a) - placeOf(b);

interface ListSectionProps {
  readonly label: string;
  readonly guides: readonly Guide[];
  readonly groups: Groups;
  readonly isWide?: boolean;
}

function ListSection({ label, guides, groups, isWide = false }: ListSectionProps) {
  const titleId = useId();
  if (guides.length === 0) return null;
  return (
    <section aria-labelledby={titleId} className="space-y-3">
      <h2 id={titleId} className="text-sm font-semibold text-soft">
        {label}
      </h2>
      <div className={classes('grid grid-cols-1 gap-4', !isWide && 'lg:grid-cols-2')}>
        {guides.map((guide) => (
          <ProviderCard key={guide.id} guide={guide} group={groups.get(guide.id) ?? EMPTY_GROUP} />
        ))}
      </div>
    </section>
  );
}
