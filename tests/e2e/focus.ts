/** A person without a mouse: goes from stop to stop with Tab, and must always see where that is. */
import type { Screen } from '../harness/screen';
import { until } from '../harness/until';

export interface Stop {
  /** What a screen reader calls it. */
  readonly name: string;
  /** What it is about, where several have the same name: a key's buttons. */
  readonly about: string;
  /** The provider's card that it is in. */
  readonly card: string;
  readonly tag: string;
  readonly isInDialog: boolean;
  /** Why nobody could see that the focus is here; empty when everybody can. */
  readonly unseen: string;
}

export interface Wanted {
  readonly name: string;
  readonly about?: string;
  readonly card?: string;
}

const FARTHEST = 80;

/** Where the focus is; undefined while nothing in the page has it. */
export const focusOf = (screen: Screen): Promise<Stop | undefined> =>
  screen.evaluate(readFocus).then((stop) => stop ?? undefined);

function readFocus(): Stop | null {
  const element = document.activeElement;
  if (!element || element === document.body || !document.hasFocus()) return null;
  const textOf = (id: string | null | undefined) =>
    (id ?? '')
      .split(' ')
      .filter(Boolean)
      .map((part) => document.getElementById(part)?.textContent ?? '')
      .join(' ')
      .trim();
  const label = (element as HTMLInputElement).labels?.[0]?.textContent;
  const name = element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
  const ring = getComputedStyle(element);
  const place = element.getBoundingClientRect();
  const hit = document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
  const isHit = hit !== null && (element.contains(hit) || hit.contains(element));
  const hasRing = ring.outlineStyle !== 'none' && Number.parseFloat(ring.outlineWidth) > 0;
  return {
    name: name.trim(),
    about: textOf(element.getAttribute('aria-describedby')),
    card: element.closest('article')?.querySelector('h3')?.textContent ?? '',
    tag: element.tagName.toLowerCase(),
    isInDialog: element.closest('dialog[open]') !== null,
    unseen: hasRing ? (isHit ? '' : `lies under ${hit?.tagName ?? 'the edge'}`) : 'has no outline',
  };
}

export const isAt = (stop: Stop | undefined, { name, about, card }: Wanted): boolean =>
  stop?.name === name &&
  (about === undefined || stop.about === about) &&
  (card === undefined || stop.card === card);

/** One step, and a look at where that led. The browser's own controls lie between the last stop and the first. */
export async function step(screen: Screen, keys: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Stop | undefined> {
  await screen.press(keys);
  const stop = await focusOf(screen);
  if (stop?.unseen) throw new Error(`The focus on ${say(stop)} cannot be seen: it ${stop.unseen}.`);
  return stop;
}

/** Tab after Tab to the stop that is wanted. */
export async function tabTo(
  screen: Screen,
  wanted: Wanted,
  keys: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const passed: string[] = [];
  for (let at = 0; at < FARTHEST; at++) {
    const stop = await step(screen, keys);
    if (isAt(stop, wanted)) return;
    passed.push(stop ? say(stop) : 'outside');
  }
  throw new Error(`${FARTHEST} stops, and none is ${JSON.stringify(wanted)}: ${passed.join(', ')}`);
}

/** To the first stop of the page: backwards from wherever something has the focus already. */
export const toFirst = async (screen: Screen, first: string): Promise<void> =>
  tabTo(screen, { name: first }, (await focusOf(screen)) ? 'Shift+Tab' : 'Tab');

/** The focus has to come here by itself: to a field of a dialog that opened, back to what opened it. */
export const untilAt = (screen: Screen, wanted: Wanted): Promise<unknown> =>
  until(
    async () => {
      const stop = await focusOf(screen);
      if (isAt(stop, wanted)) return true;
      throw new Error(`the focus is at ${stop ? say(stop) : 'nothing'}`);
    },
    { what: `the focus to be at ${JSON.stringify(wanted)}`, withinMs: 10_000 },
  );

/** All stops from here on until one comes again, or the page is left. */
export async function stopsFrom(screen: Screen, most = FARTHEST): Promise<Stop[]> {
  const stops: Stop[] = [];
  const isSame = (a: Stop, b: Stop) => a.name === b.name && a.about === b.about && a.card === b.card;
  while (stops.length < most) {
    const stop = await step(screen);
    const [first] = stops;
    if (!stop || (first && isSame(stop, first))) break;
    stops.push(stop);
  }
  return stops;
}

const say = ({ tag, name, about, card }: Stop) =>
  `${tag} “${name}”${about ? ` about “${about}”` : ''}${card ? ` in ${card}` : ''}`;
