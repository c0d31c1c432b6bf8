import { Images } from 'lucide-react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Item, type ItemActions, type Look } from './Item';
import type { Selection } from './SelectionBar';
import type { Listing } from './useListing';
import { words } from './words';

interface ShownProps {
  readonly listing: Listing;
  readonly look: Look;
  readonly selection: Selection;
  readonly actions: ItemActions;
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}

const looks: Readonly<Record<Look, string>> = {
  grid: 'grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-3',
  list: 'rounded-lg border border-line bg-surface shadow-raised',
};

/** One page of what was found. */
export function Shown({ listing, look, selection, actions, isNarrowed, onClear }: ShownProps) {
  if (listing.cards.length === 0)
    return isNarrowed ? (
      <EmptyState icon={Images} title={words.none} actions={<Button onClick={onClear}>{words.clear}</Button>}>
        {words.noneMeans}
      </EmptyState>
    ) : (
      <EmptyState icon={Images} title={words.empty}>
        {words.emptyMeans}
      </EmptyState>
    );
  return (
    <ul aria-label={words.list} className={looks[look]}>
      {listing.cards.map((card) => (
        <Item key={card.id} card={card} look={look} isSelected={selection.has(card.id)} actions={actions} />
      ))}
    </ul>
  );
}
