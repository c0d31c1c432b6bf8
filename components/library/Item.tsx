import { Star } from 'lucide-react';
import { memo } from 'react';
import { formatUsd } from '../../lib/core/money';
import type { Job } from '../../lib/jobs/record';
import type { Card } from '../../lib/library/reads';
import { Badge } from '../ui/Badge';
import { IconButton } from '../ui/Button';
import { Checkbox } from '../ui/field/Checkbox';
import { Time } from '../ui/Time';
import { Thumb } from './Thumb';
import { placeOf, titleOf } from './titles';
import { words } from './words';

export type Look = 'grid' | 'list';

export interface ItemActions {
  select(card: Card, isSelected: boolean): void;
  open(card: Card): void;
  favour(card: Card): void;
}

interface ItemProps {
  readonly card: Card;
  readonly look: Look;
  readonly isSelected: boolean;
  readonly actions: ItemActions;
}

/** One thing that was made. */
export const Item = memo(({ card, look, isSelected, actions }: ItemProps) => {
  const title = card.job ? titleOf(card.job) : words.item.damaged;
  const Shape = look === 'grid' ? Tile : Line;
  return (
    <Shape
      card={card}
      title={title}
      isSelected={isSelected}
      onOpen={() => actions.open(card)}
      box={
        <Checkbox
          label={<span className="sr-only">{words.item.select(title)}</span>}
          checked={isSelected}
          onChange={(event) => actions.select(card, event.target.checked)}
        />
      }
      star={
        <IconButton
          icon={card.isFavourite ? FilledStar : Star}
          label={words.item.favour(title)}
          aria-pressed={card.isFavourite}
          onClick={() => actions.favour(card)}
        />
      }
    />
  );
});

const FilledStar = ((props: Parameters<typeof Star>[0]) => (
  <Star {...props} fill="currentColor" />
)) as unknown as typeof Star;

interface ShapeProps {
  readonly card: Card;
  readonly title: string;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
  readonly box: React.ReactNode;
  readonly star: React.ReactNode;
}

const edgeOf = (isSelected: boolean) => (isSelected ? 'border-ember' : 'border-line');

function Tile({ card: { job }, title, isSelected, onOpen, box, star }: ShapeProps) {
  return (
    <li
      className={`relative flex flex-col overflow-hidden rounded-lg border bg-surface shadow-raised ${edgeOf(isSelected)}`}
    >
      <div className="absolute top-1.5 left-1.5 z-1 rounded-sm bg-surface p-1 leading-none">{box}</div>
      <div className="relative h-36 overflow-hidden bg-sunken hover:bg-hover">
        <div aria-hidden className="h-full">
          {job && <Thumb job={job} />}
        </div>
        {/* Over it and not around it: what is seen there is not its name. */}
        <button
          type="button"
          disabled={!job}
          aria-label={words.item.open(title)}
          onClick={onOpen}
          className="absolute inset-0 focus-visible:-outline-offset-2"
        />
      </div>
      <div className="absolute top-1 right-1 z-1 rounded-md bg-surface">{star}</div>
      <div className="flex flex-1 flex-col gap-1 border-t border-line p-2">
        <p dir="auto" title={title} className="line-clamp-2 flex-1 text-sm [overflow-wrap:anywhere]">
          {title}
        </p>
        {job && <About job={job} />}
      </div>
    </li>
  );
}

function Line({ card: { job }, title, isSelected, onOpen, box, star }: ShapeProps) {
  return (
    <li
      className={`flex items-center gap-2 border-b border-line px-2 py-1.5 last:border-b-0 ${isSelected ? 'bg-ember-ground' : ''}`}
    >
      {box}
      <button
        type="button"
        disabled={!job}
        onClick={onOpen}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-md text-left hover:bg-hover"
      >
        <span aria-hidden className="size-10 shrink-0 overflow-hidden rounded-sm bg-sunken">
          {job && <Thumb job={job} isSmall />}
        </span>
        <span className="min-w-0 flex-1">
          <span className="sr-only">{words.item.open(title)}</span>
          <span dir="auto" aria-hidden className="line-clamp-1 break-all">
            {title}
          </span>
          {job && <About job={job} />}
        </span>
      </button>
      {star}
    </li>
  );
}

/** When, what kind, and what it cost. */
function About({ job }: { readonly job: Job }) {
  const { request, state } = job;
  const place = placeOf(job);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-soft">
      <span>{words.kinds[request.make]}</span>
      <Time atMs={request.atMs} />
      {state.cost && <span className="tabular-nums">{formatUsd(state.cost.usd)}</span>}
      {place && <Badge tone={state.place === 'failed' ? 'bad' : 'warn'}>{place}</Badge>}
    </span>
  );
}
