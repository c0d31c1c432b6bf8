import { type KeyboardEvent, useRef } from 'react';
import type { Make } from '../../lib/jobs/record';
import { words } from './words';

const TABS: readonly Make[] = ['text', 'image', 'model3d'];

export const PANEL_ID = 'panel';
export const tabId = (make: Make): string => `tab-${make}`;

interface TabListProps {
  /** Undefined while something else than a tab is shown. */
  readonly chosen: Make | undefined;
  readonly onChoose: (make: Make) => void;
}

/** One stop for the Tab key; the arrows go from one to the next and show it. */
export function TabList({ chosen, onChoose }: TabListProps) {
  const list = useRef<HTMLDivElement>(null);
  const stop = chosen ?? TABS[0];
  const go = (to: number) => {
    const make = TABS[(to + TABS.length) % TABS.length];
    if (!make) return;
    onChoose(make);
    list.current?.querySelector<HTMLElement>(`#${tabId(make)}`)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const at = TABS.indexOf(stop ?? 'text');
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <div ref={list} role="tablist" aria-label={words.make} className="flex" onKeyDown={press}>
      {TABS.map((make) => (
        <button
          key={make}
          type="button"
          role="tab"
          id={tabId(make)}
          aria-selected={make === chosen}
          aria-controls={chosen ? PANEL_ID : undefined}
          tabIndex={make === stop ? 0 : -1}
          onClick={() => onChoose(make)}
          className="min-h-8 border-b-2 border-transparent px-3 font-medium text-soft hover:text-ink aria-selected:border-ember aria-selected:text-ink"
        >
          {words.tabs[make]}
        </button>
      ))}
    </div>
  );
}
