/** Every pair of text and ground that the kit uses, held to WCAG AA in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../components/ui/theme.css', import.meta.url), 'utf8');

const colorsIn = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/--color-([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  );

const [lightText = '', darkText = ''] = css.split('@media (prefers-color-scheme: dark)');
const light = colorsIn(lightText);
const dark = new Map([...light, ...colorsIn(darkText.split('@keyframes')[0] ?? '')]);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXT = 4.5;
const OUTLINE = 3;
const grounds = ['page', 'surface', 'sunken', 'hover'];

const pairs: readonly (readonly [string, string, number])[] = [
  ...grounds.flatMap((ground) => [
    ['ink', ground, TEXT] as const,
    ['soft', ground, TEXT] as const,
    ['ember-ink', ground, TEXT] as const,
    ['bad', ground, TEXT] as const,
    ['edge', ground, OUTLINE] as const,
  ]),
  // Parts of a chart, which stands on a card.
  ...[1, 2, 3, 4, 5, 6].map((part) => [`part-${part}`, 'surface', OUTLINE] as const),
  // Code in colours.
  ['good', 'sunken', TEXT],
  ['warn', 'sunken', TEXT],
  ['on-ember', 'ember', TEXT],
  ['on-ember', 'ember-hover', TEXT],
  ['on-bad', 'bad-fill', TEXT],
  ['on-bad', 'bad-fill-hover', TEXT],
  ['ink', 'selection', TEXT],
  ...['ember-ink:ember', 'good:good', 'warn:warn', 'bad:bad'].flatMap((both) => {
    const [text = '', tone = ''] = both.split(':');
    return [[text, `${tone}-ground`, TEXT] as const, ['ink', `${tone}-ground`, TEXT] as const];
  }),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_theme, colors) => {
  it.each(pairs)('%s on %s has at least %d', (text, ground, least) => {
    const [above, below] = [colors.get(text), colors.get(ground)];
    if (!above || !below) throw new Error(`theme.css has no --color-${above ? ground : text}`);
    expect(contrast(above, below)).toBeGreaterThanOrEqual(least);
  });
});

it('dark says each colour anew', () => {
  const again = colorsIn(darkText.split('@keyframes')[0] ?? '');
  expect([...light.keys()].filter((name) => !again.has(name))).toEqual([]);
});
