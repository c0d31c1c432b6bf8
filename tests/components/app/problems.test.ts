/** No problem reaches a person without words, and no words wait for a problem that nobody has. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownCodes, learnProblems, wordsFor } from '../../../components/app/problems';
import { connect } from '../../../components/app/sentences/connect';
import { keyForms } from '../../../components/app/sentences/key-forms';
import { ways } from '../../../components/app/sentences/ways';
import { backupCodes, backupWordsFor } from '../../../components/backup/problems';
import { makingCodes, makingWordsFor } from '../../../components/studio/problems';
import { problemCodes } from '../../../lib/providers/wire/codes';

const root = new URL('../../../', import.meta.url);

/** What a tool could not do is told to a model, in words of its own. */
const toModels = (path: string) => path.startsWith('lib/tools/');

const sources = ['lib', 'entrypoints', 'components'].flatMap((room) =>
  readdirSync(new URL(room, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [`${room}/${path}`, readFileSync(new URL(`${room}/${path}`, root), 'utf8')] as const)
    .filter(([path]) => !toModels(path)),
);

/** The first argument of a call, up to its comma or closing bracket. */
function firstArgument(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (depth === 0 && (char === ',' || char === ')')) return text.slice(0, at);
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
  }
  return text;
}

/** What is only compared with is no code. */
const literals = (text: string): string[] =>
  [...text.replace(/[=!]== '[^']*'/g, '').matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, code = '']) => code);

function codesIn(source: string): string[] {
  const calls = [...source.matchAll(/\b(?:fail|problem|refuse)\(/g)];
  return calls.flatMap((call) => literals(firstArgument(source.slice(call.index + call[0].length))));
}

/** Storage's own failures are a table rather than calls. */
const tableCodes = literals(
  /const CODES[^=]*= \{([^}]*)\}/.exec(
    sources.find(([path]) => path === 'lib/db/problems.ts')?.[1] ?? '',
  )?.[1] ?? '',
);
/** A job keeps how it ended as data; notes are said by the screen that shows them. */
const jobCodes = sources
  .filter(([path]) => path.startsWith('lib/jobs/'))
  .flatMap(([, source]) => [...source.matchAll(/\{ code: '([a-z-]+)' \}/g)].map(([, code = '']) => code));
const NOTES = ['limit-lowered', 'other-key', 'extra-request'];
const used = new Set(
  [...tableCodes, ...problemCodes, ...jobCodes, ...sources.flatMap(([, source]) => codesIn(source))].filter(
    (code) => !NOTES.includes(code),
  ),
);
const allCodes = [
  ...new Set([
    ...knownCodes,
    ...makingCodes,
    ...backupCodes,
    ...Object.keys(ways),
    ...Object.keys(connect),
    ...Object.keys(keyForms),
  ]),
];
learnProblems(ways);
learnProblems(connect);
learnProblems(keyForms);

describe('every problem has its words', () => {
  it('the reader of sources does find them', () => {
    expect(
      codesIn("throw new ProblemError(problem(isOff() ? 'offline' : 'no-connection', { a: 'b' }));"),
    ).toEqual(['offline', 'no-connection']);
    expect(codesIn("fail(place === 'elsewhere' ? 'one' : 'two');")).toEqual(['one', 'two']);
    expect(tableCodes).toContain('storage-full');
    expect(used.size).toBeGreaterThan(30);
  });

  it.each([...used].sort())('%s', (code) => {
    expect(allCodes).toContain(code);
  });

  it('and no words are left over', () => {
    expect(allCodes.filter((code) => !used.has(code))).toEqual([]);
  });
});

describe('words', () => {
  it.each(allCodes)('%s says what happened, what it means and what to do', (code) => {
    const { what, means, next } = backupCodes.includes(code)
      ? backupWordsFor({ code })
      : makingWordsFor({ code });
    expect(what).toMatch(/^[A-Z].*[^.]$/);
    expect(means).toMatch(/^([A-Z]|“).*\.$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
  });

  it('fills in values', () => {
    const values = { provider: 'Example', name: 'Work' };
    expect(wordsFor({ code: 'key-exists', values }).means).toBe('You have it under Example as “Work”.');
  });

  it('knows what to say of a code that nobody knows', () => {
    expect(wordsFor({ code: 'never-heard-of' }).what).toBe('Something went wrong');
  });
});
