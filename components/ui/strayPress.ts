/**
 * People press twice where once is meant. The second half of a double click then meets whatever the first one
 * brought under the pointer: "Undo" where "Remove" was. It counts only on what the first one pressed, as long as
 * that still says the same; so pressing "Show earlier" quickly, again and again, does what it says.
 */
const PRESSABLE = 'a, button, summary, label, input, [role="option"], [role="tab"]';

interface Pressed {
  readonly element: Element | undefined;
  readonly words: string;
}

export function ignoreStrayPresses(): () => void {
  let last: Pressed | undefined;
  const look = (event: MouseEvent) => {
    const now = findPressed(event.target);
    // A key presses with a count of 0, the first half of a double click with 1. Where the page moved under that
    // one no click came of it, and the second half is the first that counts: so its beginning is looked at too.
    if (event.detail <= 1 || !now.element) last = now;
    else if (event.type === 'click' && last?.element && !isSame(now, last)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  const kinds = ['mousedown', 'click'] as const;
  for (const kind of kinds) addEventListener(kind, look, { capture: true });
  return () => {
    for (const kind of kinds) removeEventListener(kind, look, { capture: true });
  };
}

/** A first half that pressed nothing has brought nothing here either. */
const isSame = (one: Pressed, other: Pressed) => one.element === other.element && one.words === other.words;

function findPressed(target: EventTarget | null): Pressed {
  const found = target instanceof Element ? target.closest(PRESSABLE) : null;
  // A press on a label is told of twice: once there, once on its field.
  const element = (found instanceof HTMLLabelElement ? found.control : null) ?? found ?? undefined;
  return { element, words: `${element?.getAttribute('aria-label')} ${element?.textContent}` };
}
