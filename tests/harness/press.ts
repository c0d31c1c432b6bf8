/**
 * Whether a press came through. A page may move under the pointer at any moment: before the press, which then lands
 * beside; or between its two halves, and then the browser makes no click of them at all. Drivers do not notice.
 */
import { PATIENCE_MS, until } from './until';

type Verdict = 'landed' | 'missed' | 'under way';

interface Press {
  aim(element: Element, swallowsMissed: boolean): void;
  verdict(): Verdict;
}

declare global {
  interface Window {
    firekeepPress?: Press;
  }
}

/**
 * Runs in the page: from now on presses are watched. One that begins beside the element is swallowed, where that is
 * wanted.
 */
export function aimPress(element: Element, swallowsMissed: boolean): void {
  window.firekeepPress ??= watchPresses();
  window.firekeepPress.aim(element, swallowsMissed);

  function watchPresses(): Press {
    let aimedAt: Element | undefined;
    let isSwallowing = false;
    let verdict: Verdict = 'under way';
    let isMissed: boolean | undefined;
    let begunOn: EventTarget | null = null;

    const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent;
    /** What was drawn anew meanwhile does the same under the same name. */
    const isSuccessor = (hit: Element, { isConnected, tagName }: Element, name: string | null) => {
      const found = isConnected ? null : hit.closest(tagName);
      return found !== null && name !== '' && nameOf(found) === name;
    };
    const isIn = (hit: EventTarget | null) =>
      hit instanceof Element &&
      aimedAt !== undefined &&
      (aimedAt.contains(hit) ||
        hit.closest('label')?.control === aimedAt ||
        isSuccessor(hit, aimedAt, nameOf(aimedAt)));
    // What holds it closely may stand for it; a card or a paragraph around it does not.
    const LARGE = 'html, body, main, header, section, article, dialog, form, ul, li, div, p';
    const isBeside = (hit: EventTarget | null) =>
      !isIn(hit) && !(hit instanceof Element && aimedAt && hit.contains(aimedAt) && !hit.matches(LARGE));

    const watch = (event: Event) => {
      // Of a double click the half that came through is the one that counts.
      if (!aimedAt || verdict === 'landed') return;
      const { type, target } = event;
      if (type === 'pointerdown') [isMissed, verdict, begunOn] = [isBeside(target), 'under way', target];
      isMissed ??= isBeside(target);
      // Begun here and ended there makes a click on what holds both.
      if (type === 'click' && !isMissed) isMissed = !isIn(target) && target !== begunOn;
      if (type === 'click' && !isMissed) verdict = 'landed';
      // The click follows in the same breath, or not at all.
      if (type === 'pointerup') setTimeout(settle);
      if (!isMissed || !isSwallowing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    /** Nothing here acts before the click: what was replaced between the two halves was not pressed. */
    const settle = () => {
      if (verdict === 'under way') verdict = 'missed';
    };
    for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      window.addEventListener(name, watch, { capture: true });

    return {
      aim: (aimed, swallows) => {
        [aimedAt, isSwallowing, verdict, isMissed] = [aimed, swallows, 'under way', undefined];
      },
      verdict: () => {
        if (verdict !== 'under way') aimedAt = undefined;
        return verdict;
      },
    };
  }
}

/** Also runs in the page. Undefined where the press led to another document. */
export const askPress = (): Verdict | undefined => window.firekeepPress?.verdict();

interface Hand {
  /** What is pressed, for the message. */
  readonly what: string;
  aim(): Promise<unknown>;
  press(): Promise<unknown>;
  ask(): Promise<Verdict | undefined>;
}

/** Presses until it came through once. */
export async function pressOnce({ what, aim, press, ask }: Hand): Promise<void> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  const verdict = async () => {
    // No page, no answer: it was closed by what was pressed.
    const said = await ask().catch(() => undefined);
    return said === 'under way' ? undefined : { said };
  };
  do {
    if (Date.now() > deadlineMs) throw new Error(`${what} never stands still`);
    await aim();
    await press();
  } while ((await until(verdict, { what: `the press on ${what} to arrive` })).said === 'missed');
}
