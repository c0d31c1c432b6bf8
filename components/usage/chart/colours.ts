/** The tokens of the theme, for a canvas, which knows no style sheet. */

export const PARTS = 6;

export interface Colours {
  readonly parts: readonly string[];
  readonly ground: string;
  readonly line: string;
  readonly text: string;
  readonly font: string;
}

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--color-${name}`).trim();
  return {
    parts: Array.from({ length: PARTS }, (_, at) => token(`part-${at + 1}`)),
    ground: token('surface'),
    line: token('line'),
    text: token('soft'),
    font: `12px ${style.fontFamily}`,
  };
}

/** The same, for the square beside a part's name. */
export const partLook = [
  'bg-part-1',
  'bg-part-2',
  'bg-part-3',
  'bg-part-4',
  'bg-part-5',
  'bg-part-6',
] as const;
