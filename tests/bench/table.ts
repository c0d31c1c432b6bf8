/** The table as Markdown, and its place at the foot of the readme. */
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import type { Row } from './aims';

const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';

export function toTable(rows: readonly Row[], browser: string): string {
  const lines = rows.map(({ aim, measured, isMet }) => `| ${aim} | ${measured} | ${judge(isMet)} |`);
  return [machine(browser), '', '| aim | measured | |', '|---|---|---|', ...lines].join('\n');
}

const judge = (isMet: boolean | undefined) => (isMet === undefined ? '' : isMet ? 'ok' : '**missed**');

function machine(browser: string): string {
  const cores = cpus().length;
  const gib = Math.round(totalmem() / 1024 ** 3);
  const system = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[platform() as string] ?? platform();
  return `On ${system} (${arch()}) with ${cores} ${cores === 1 ? 'core' : 'cores'} and ${gib} GiB of memory, ${browser} without a window. Sizes are gzipped; times are medians of rounds in turn with the two empty extensions: the worker asleep, no other page open, each page in a tab and not for the first time.`;
}

/** Replaces what stands between the two marks. */
export function writeTable(readme: string, table: string): void {
  const text = readFileSync(readme, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  const isMarked = begin >= 0 && end > begin;
  const [head, foot] = isMarked
    ? [text.slice(0, begin), text.slice(end + END.length)]
    : [`${text.trimEnd()}\n\n`, '\n'];
  writeFileSync(readme, `${head}${BEGIN}\n${table}\n${END}${foot}`);
}
