import { RotateCw, Star } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { Button } from '../../ui/Button';
import { toRelative } from '../../ui/Time';
import { inert } from '../answer/inert';
import { listOf } from '../choice';
import { makingWordsFor } from '../problems';
import { Chip } from './Chip';
import { factsOf } from './facts';
import type { PickerProps, Row } from './ModelPicker';
import { type Filter, keyOf } from './search';
import { models } from './words';

interface PanelProps extends PickerProps {
  readonly listId: string;
  readonly rows: readonly Row[];
  readonly active: number;
  /** So many more were found than are shown. */
  readonly left: number;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onTake: (row: Row) => void;
}

const CHIPS = ['isFree', 'isCheapFirst', 'hasTools', 'takesPictures'] as const;

/** What opens under the field: filters, the models found, and how old the lists are. */
export function ModelPanel(props: PanelProps) {
  const { make, choices, rows, active, left, filter, listId, onFilter, onTake } = props;
  const favourites = new Set(choices.favourites.map(keyOf));
  return (
    <div className="absolute inset-x-0 top-full z-20 mt-1 rounded-md border border-line bg-surface shadow-float">
      <fieldset className="flex flex-wrap gap-1 border-b border-line p-2">
        <legend className="sr-only">{models.filters}</legend>
        {CHIPS.filter((name) => make === 'text' || name !== 'hasTools').map((name) => (
          <Chip
            key={name}
            isOn={filter[name]}
            onToggle={() => onFilter({ ...filter, [name]: !filter[name] })}
          >
            {models[name]}
          </Chip>
        ))}
      </fieldset>
      <div
        id={listId}
        role="listbox"
        aria-label={models.list}
        tabIndex={-1}
        className="max-h-72 overflow-y-auto"
      >
        {rows.map((row, at) => (
          <Option
            key={`${row.provider} ${row.id} ${row.entry ? '' : 'by hand'}`}
            id={`${listId}-${at}`}
            row={row}
            isActive={at === active}
            isFavourite={favourites.has(keyOf({ provider: row.provider, model: row.id }))}
            onTake={onTake}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="p-3 text-soft">{models.none}</p>}
      {left > 0 && <p className="px-3 py-1 text-sm text-soft">{models.more(left)}</p>}
      <Ages {...props} />
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly row: Row;
  readonly isActive: boolean;
  readonly isFavourite: boolean;
  readonly onTake: (row: Row) => void;
}

const Option = memo(({ id, row, isActive, isFavourite, onTake }: OptionProps) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the combobox, which has the focus
    <div
      ref={place}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onTake(row)}
      className="cursor-pointer px-3 py-1.5 [overflow-wrap:anywhere] hover:bg-hover aria-selected:bg-ember-ground"
    >
      {row.entry ? (
        <>
          <span className="font-medium">{inert(row.entry.model.name)}</span>{' '}
          {isFavourite && <Star size={12} role="img" aria-label={models.isFavourite} className="inline" />}{' '}
          <span className="text-sm text-soft">{row.providerName}</span>
          <span className="block text-sm text-soft">{factsOf(row.entry.model).join(' · ')}</span>
        </>
      ) : (
        models.use(row.id, row.providerName)
      )}
    </div>
  );
});

function Ages({ make, lists, payers, refreshing }: PanelProps) {
  const said = payers.map(({ face }) => {
    const problem = refreshing.problems.get(face.id);
    const list = listOf(lists, face.id, make);
    const age = list && toRelative(list.readAtMs);
    if (problem) return models.notRead(face.name, makingWordsFor(problem).what, age);
    return age === undefined ? undefined : models.read(face.name, age);
  });
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-3 py-1 text-sm text-soft">
      <span className="min-w-0 flex-1">{said.filter(Boolean).join(' · ')}</span>
      <Button
        size="small"
        look="quiet"
        icon={RotateCw}
        isBusy={refreshing.busy.size > 0}
        onClick={() => refreshing.refresh(payers.map(({ face }) => face.id))}
      >
        {models.refresh}
      </Button>
    </div>
  );
}
