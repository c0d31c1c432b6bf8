import { type ReactNode, useId, useState } from 'react';
import { allGuides } from '../../lib/providers/guides';
import type { Category, Guide } from '../../lib/providers/shape';
import { EMPTY_GROUP, type Groups } from './groups';
import { ProviderCard } from './ProviderCard';
import { categories } from './words';

interface ProviderListProps {
  readonly groups: Groups;
  readonly isShown: (guide: Guide) => boolean;
  /** What stands there when nothing is shown. */
  readonly nothing: ReactNode;
}

/** Services by category; those that had keys when the page opened come first and take the whole width. */
export function ProviderList({ groups, isShown, nothing }: ProviderListProps) {
  const [wide] = useState(
    () => new Set([...groups].flatMap(([id, { keys }]) => (keys.length > 0 ? [id] : []))),
  );
  const shown = allGuides.filter(isShown);
  if (shown.length === 0) return nothing;
  return categories.map(([category, label]) => (
    <CategorySection
      key={category}
      label={label}
      guides={inOrder(shown, category, wide)}
      groups={groups}
      wide={wide}
    />
  ));
}

const inOrder = (guides: readonly Guide[], category: Category, wide: ReadonlySet<string>): Guide[] => {
  const own = guides.filter((guide) => guide.category === category);
  const rank = (guide: Guide) => (wide.has(guide.id) ? 0 : guide.isPopular ? 1 : 2);
  return own.sort((a, b) => rank(a) - rank(b));
};

interface CategorySectionProps {
  readonly label: string;
  readonly guides: readonly Guide[];
  readonly groups: Groups;
  readonly wide: ReadonlySet<string>;
}

function CategorySection({ label, guides, groups, wide }: CategorySectionProps) {
  const titleId = useId();
  if (guides.length === 0) return null;
  return (
    <section aria-labelledby={titleId} className="space-y-3">
      <h2 id={titleId} className="text-sm font-semibold text-soft">
        {label}
      </h2>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {guides.map((guide) => (
          <ProviderCard
            key={guide.id}
            guide={guide}
            group={groups.get(guide.id) ?? EMPTY_GROUP}
            isWide={wide.has(guide.id)}
          />
        ))}
      </div>
    </section>
  );
}
