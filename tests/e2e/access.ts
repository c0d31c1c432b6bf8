/** What is looked for on a page: by axe, and by measuring. All of it runs in the page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Screen } from '../harness/screen';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(where: Element, options: object): Promise<{ readonly violations: readonly Violation[] }>;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Every rule, or only the named ones. One line for each thing that is wrong. */
export async function violations(screen: Screen, rules?: readonly string[]): Promise<string[]> {
  const isThere = await screen.evaluate(() => 'axe' in globalThis);
  // Both drivers take text too: a function that evaluates it would be stopped by the page's own policy.
  if (!isThere) await screen.evaluate(`${source};undefined` as unknown as () => void);
  return screen.evaluate(runAxe, { rules: rules ?? null });
}

async function runAxe({ rules }: { readonly rules: readonly string[] | null }): Promise<string[]> {
  const { axe } = globalThis as unknown as { readonly axe: Axe };
  // A modal dialog makes the rest inert: nobody can reach it now, and it was looked at before.
  const where = document.querySelector('dialog[open]') ?? document.documentElement;
  const found = await axe.run(where, {
    resultTypes: ['violations'],
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** Also what is off the screen is laid out: there Firefox measures what was true some sizes ago. */
export const layOutAll = (screen: Screen): Promise<void> =>
  screen.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets = [sheet];
  });

/** Text that a person would have to scroll sideways for, or that is cut off. */
export const cutOff = (screen: Screen): Promise<string[]> => screen.evaluate(findCutOff);

function findCutOff(): string[] {
  const root = document.documentElement;
  const lines: string[] = [];
  if (root.scrollWidth > root.clientWidth)
    lines.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  const hasOwnText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  // Wide tables are moved in an area of their own, also by keyboard: it says what it is and takes the focus.
  const AREA = ':is(section, [role="region"])[aria-label][tabindex="0"]';
  const areaOf = (element: Element) => {
    const area = element.parentElement?.closest(AREA);
    return area && /auto|scroll/.test(getComputedStyle(area).overflowX) ? area : undefined;
  };
  for (const element of document.querySelectorAll('body *')) {
    if (element.matches(AREA) && element.getBoundingClientRect().right > root.clientWidth + 1)
      lines.push(`“${element.getAttribute('aria-label')}” is wider than the page`);
    if (areaOf(element) || !hasOwnText(element) || !element.checkVisibility({ visibilityProperty: true }))
      continue;
    const { left, right, width } = element.getBoundingClientRect();
    // Said to screen readers only.
    if (width <= 1) continue;
    const said = `“${(element.textContent ?? '').trim().slice(0, 60)}”`;
    if (left < -1 || right > root.clientWidth + 1)
      lines.push(`${said} from ${Math.round(left)} to ${Math.round(right)} in ${root.clientWidth}`);
    const isCut =
      getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    if (isCut && !(element instanceof HTMLSelectElement)) lines.push(`${said} is cut off`);
  }
  return lines;
}

/** What moves now. */
export const moving = (screen: Screen): Promise<string[]> =>
  screen.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map((animation) => ('animationName' in animation ? String(animation.animationName) : 'a transition')),
  );

const BARS = 'meter, progress';

export const hasBars = (screen: Screen): Promise<boolean> =>
  screen.evaluate((bars) => document.querySelector(bars) !== null, BARS);

/** Bars whose filled part cannot be told from the rest when the system takes the colours away. */
export const flatBars = (screen: Screen): Promise<string[]> =>
  screen.evaluate(
    (bars) =>
      [...document.querySelectorAll(bars)]
        .filter((bar) => {
          const { backgroundColor, color, borderTopWidth, forcedColorAdjust } = getComputedStyle(bar);
          const isOwn = forcedColorAdjust === undefined || forcedColorAdjust === 'none';
          return !isOwn || backgroundColor === color || Number.parseFloat(borderTopWidth) === 0;
        })
        .map((bar) => bar.outerHTML),
    BARS,
  );
