import {
  type KeyboardEvent,
  lazy,
  Suspense,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Make } from '../../../lib/jobs/record';
import type { Choices, ModelList } from '../../../lib/models/record';
import { TextField } from '../../ui/field/TextField';
import type { Chosen } from '../choice';
import type { FormStore } from '../form';
import type { Payer } from '../usable';
import type { Refreshing } from '../useRefresh';
import { ChosenModel, Likes } from './ChosenModel';
import { type Entry, entriesOf, NO_FILTER, search } from './search';
import { models } from './words';

const ModelPanel = lazy(async () => ({ default: (await import('./ModelPanel')).ModelPanel }));

export interface PickerProps {
  readonly make: Make;
  readonly store: FormStore;
  readonly choice: Chosen | undefined;
  readonly choices: Choices;
  readonly lists: readonly ModelList[];
  readonly payers: readonly Payer[];
  readonly refreshing: Refreshing;
}

/** One row that can be chosen: a listed model, or an id typed by hand. */
export interface Row {
  readonly provider: string;
  readonly providerName: string;
  readonly id: string;
  readonly entry: Entry | undefined;
}

/** Type to search, arrows to move, Enter to choose, Escape to leave all as it was. */
export function ModelPicker(props: PickerProps) {
  const { make, store, choice, choices, lists, payers } = props;
  const [text, setText] = useState<string>();
  const [filter, setFilter] = useState(NO_FILTER);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const isOpen = text !== undefined;
  // The list may come a moment after the letters, never before them.
  const typed = useDeferredValue(text ?? '');
  const entries = useMemo(() => entriesOf(make, lists, payers), [make, lists, payers]);
  const found = useMemo(
    () => (isOpen ? search(entries, typed, filter, choices, make) : undefined),
    [isOpen, entries, typed, filter, choices, make],
  );
  const rows = useMemo(
    // In 3D a row says what is done: an id alone would not.
    () => (found ? rowsOf(found.shown, typed.trim(), make === 'model3d' ? [] : payers) : []),
    [found, typed, payers, make],
  );
  const active = Math.min(at, rows.length - 1);

  const open = (words = '') => {
    setText(words);
    setAt(0);
  };
  const close = () => setText(undefined);
  const take = (row: Row | undefined) => {
    if (row) store.change({ provider: row.provider, model: row.id, keyId: undefined });
    close();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!isOpen) return open();
      setAt(Math.max(0, Math.min(rows.length - 1, active + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isOpen) take(rows[active]);
      else open();
    } else if (event.key === 'Escape' && isOpen) {
      // Escape would close the popup as well.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="space-y-1">
      <div className="relative flex items-center gap-1">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only notices that the focus left */}
        <div
          className="min-w-0 flex-1"
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) close();
          }}
        >
          <TextField
            ref={input}
            label={models.label}
            labelled="before"
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
            placeholder={isOpen ? models.search : models.opening}
            value={text ?? nameOf(choice)}
            onFocus={({ target }) => target.select()}
            onClick={() => isOpen || open()}
            onChange={({ target }) => open(isOpen ? target.value : added(nameOf(choice), target.value))}
            onKeyDown={press}
          />
          {isOpen && (
            <Suspense fallback={null}>
              <ModelPanel
                {...props}
                listId={listId}
                rows={rows}
                active={active}
                left={(found?.count ?? 0) - (found?.shown.length ?? 0)}
                filter={filter}
                onFilter={setFilter}
                onTake={(row) => {
                  take(row);
                  input.current?.focus();
                }}
              />
            </Suspense>
          )}
        </div>
        {choice && <Likes make={make} choice={choice} choices={choices} />}
      </div>
      {choice && <ChosenModel choice={choice} entries={entries} store={store} />}
    </div>
  );
}

const nameOf = (choice: Chosen | undefined): string => choice?.model?.name ?? choice?.id ?? '';

/** What was typed behind or over the name that stood there. */
const added = (before: string, now: string): string =>
  now.startsWith(before) ? now.slice(before.length) : now;

const MOST_ID = 200;

function rowsOf(shown: readonly Entry[], typed: string, payers: readonly Payer[]): readonly Row[] {
  const listed = shown.map((entry) => ({
    provider: entry.provider,
    providerName: entry.providerName,
    id: entry.model.id,
    entry,
  }));
  const isId = typed.length > 1 && typed.length <= MOST_ID && !/\s/.test(typed);
  const byHand = isId
    ? payers
        .filter(({ face }) => !listed.some(({ provider, id }) => provider === face.id && id === typed))
        .map(({ face }) => ({ provider: face.id, providerName: face.name, id: typed, entry: undefined }))
    : [];
  return [...listed, ...byHand];
}
