/** All saved keys as the page shows them, read at once: five hundred rows are too many to be found one by one. */
import type { Screen } from '../harness/screen';

export interface ShownKey {
  readonly provider: string;
  readonly name: string;
  /** Every element whose whole text is a verdict: there must be exactly one. */
  readonly verdicts: readonly string[];
  /** The reason and the warnings. */
  readonly sentences: readonly string[];
  readonly facts: readonly string[];
  readonly text: string;
}

export const readShownKeys = (screen: Screen): Promise<ShownKey[]> => screen.evaluate(keysInPage);

function keysInPage(): ShownKey[] {
  const words =
    /^(works|works with limits|rejected|out of credit|unreachable|cannot be checked|not checked yet)$/;
  const isVerdict = (text: string) => words.test(text);
  const isInnermost = (element: Element) => element.querySelector(':scope > :not(svg)') === null;
  const textOf = (element: Element | null) => element?.textContent?.trim() ?? '';
  return [...document.querySelectorAll('article')].flatMap((article) =>
    [...article.querySelectorAll(':scope > ul > li')].map((item) => ({
      provider: textOf(article.querySelector('h3')),
      name: textOf(item.querySelector('span')),
      verdicts: [...item.querySelectorAll('*')].filter(isInnermost).map(textOf).filter(isVerdict),
      sentences: [...item.querySelectorAll(':scope > p')]
        .map(textOf)
        .filter((text) => /\.$/.test(text) || text.includes('reported')),
      facts: [...item.querySelectorAll('dt')].map(textOf),
      text: textOf(item),
    })),
  );
}
