/**
 * Every problem's code in plain words: what happened, what it means, what to do next. A test fails for a code
 * in lib/ that has no words here.
 */
import type { Problem } from '../../lib/core/problem';
import { keys } from './sentences/keys';
import { messages } from './sentences/messages';
import { network } from './sentences/network';
import { A_MISTAKE, type Problems, RELOAD, type Words } from './sentences/shape';
import { storage } from './sentences/storage';
import { vault } from './sentences/vault';

const all: Record<string, Words> = { ...storage, ...vault, ...keys, ...network, ...messages };
const unknown: Words = { what: 'Something went wrong', means: A_MISTAKE, next: RELOAD };

export const fill = (sentence: string, values: Problem['values'] = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** For words that are loaded with the screen that can need them. */
export const learnProblems = (more: Problems): void => void Object.assign(all, more);

/** The codes that have words on every page. */
export const knownCodes: readonly string[] = Object.keys(all);

export function wordsFor({ code, values }: Problem): Words {
  const { what, means, next } = all[code] ?? unknown;
  return { what: fill(what, values), means: fill(means, values), next: fill(next, values) };
}
