/**
 * How elements are found where Playwright is not: by Testing Library's queries, run inside the page. A search is
 * a list of steps, each within what the one before found.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Name } from './screen';

export interface Step {
  readonly by: 'role' | 'label' | 'text' | 'nth';
  readonly role?: string;
  readonly name?: { readonly exact: string } | { readonly source: string; readonly flags: string };
  readonly index?: number;
}

export const toName = (name: Name): NonNullable<Step['name']> =>
  typeof name === 'string' ? { exact: name } : { source: name.source, flags: name.flags };

export const sayStep = ({ by, role, name, index }: Step): string =>
  [by, role, name && ('exact' in name ? `"${name.exact}"` : `/${name.source}/${name.flags}`), index]
    .filter((part) => part !== undefined)
    .join(' ');

const library = dirname(createRequire(import.meta.url).resolve('@testing-library/dom/package.json'));
const queries = readFileSync(join(library, 'dist/@testing-library/dom.umd.min.js'), 'utf8');

/** A transpiler may have named the functions that are sent to the page; the page does not know its word. */
export const NAMES = 'globalThis.__name ??= (inner) => inner;';

/** What is put into a page once, before the first search. */
export const finderSource = (): string => `(() => {${NAMES}\n${queries}\n;(${install.toString()})();})()`;

interface Finder {
  find(steps: readonly Step[]): Element[];
  /** The middle of an element that can be used now; otherwise why not. */
  spot(element: Element): { readonly x: number; readonly y: number } | string;
}

declare global {
  interface Window {
    firekeepFinder?: Finder;
  }
}

type Query = (place: Element, name: unknown, options?: object) => HTMLElement[];

function install(): void {
  const library = (window as unknown as { TestingLibraryDom: Record<string, Query> }).TestingLibraryDom;
  const { queryAllByRole, queryAllByLabelText, queryAllByText } = library;
  if (!queryAllByRole || !queryAllByLabelText || !queryAllByText) throw new Error('no queries');

  const UNSAID = '[aria-hidden="true"]';
  const nameOf = (name: Step['name']) =>
    !name ? undefined : 'exact' in name ? name.exact : new RegExp(name.source, name.flags);

  const within = (place: Element, step: Step): Element[] => {
    const name = nameOf(step.name);
    if (step.by === 'role')
      // The library was made for documents without layout: it does not know that a closed disclosure hides, and
      // what it does know it finds out slowly.
      return queryAllByRole(place, step.role, { hidden: true, ...(name !== undefined && { name }) }).filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(UNSAID),
      );
    return step.by === 'label' ? queryAllByLabelText(place, name) : queryAllByText(place, name);
  };

  const take = (places: Element[], step: Step): Element[] => {
    if (step.by !== 'nth') return [...new Set(places.flatMap((place) => within(place, step)))];
    const one = places[step.index ?? 0];
    return one ? [one] : [];
  };

  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0;

  const lastSeen = new WeakMap<Element, string>();
  const isAtRest = (element: Element, { left, top, width, height }: DOMRect): boolean => {
    const now = [left, top, width, height].join(' ');
    const before = lastSeen.get(element);
    lastSeen.set(element, now);
    return before === now;
  };

  const spot: Finder['spot'] = (element) => {
    if (!element.isConnected) return 'gone';
    if (!isShown(element)) return 'hidden';
    if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true') return 'disabled';
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const place = element.getBoundingClientRect();
    if (!isAtRest(element, place)) return 'moving';
    const x = place.left + place.width / 2;
    const y = place.top + place.height / 2;
    const hit = document.elementFromPoint(x, y);
    if (!hit) return 'out of sight';
    return isOn(element, hit) ? { x, y } : `covered by ${hit.tagName.toLowerCase()}`;
  };

  const isOn = (element: Element, hit: Element) =>
    element.contains(hit) || hit.contains(element) || hit.closest('label')?.control === element;

  const find: Finder['find'] = (steps) => steps.reduce(take, [document.body] as Element[]);
  window.firekeepFinder = { find, spot };
}
