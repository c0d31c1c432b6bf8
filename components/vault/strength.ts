/** How hard a passphrase is to guess. zxcvbn and its lists are loaded when somebody starts to type. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

export interface Strength {
  /** 0 to 4, as zxcvbn counts. */
  readonly score: number;
  readonly isStrong: boolean;
  /** zxcvbn's name for what is weak about it, where it has one. */
  readonly reason: string | undefined;
}

const LEAST_GUESSES = 1e10;
const LEAST_SCORE = 4;

/** More is not looked at: scoring grows faster than the text, and a pasted file must not freeze the page. */
const SCORED_CHARACTERS = 100;

let factory: Promise<ZxcvbnFactory> | undefined;

export async function measure(passphrase: string): Promise<Strength> {
  factory ??= load();
  const scored = passphrase.normalize('NFKC').slice(0, SCORED_CHARACTERS);
  const { score, guesses, feedback } = (await factory).check(scored);
  const isStrong = score >= LEAST_SCORE && guesses >= LEAST_GUESSES;
  return { score, isStrong, reason: isStrong ? undefined : (feedback.warning ?? undefined) };
}

async function load(): Promise<ZxcvbnFactory> {
  const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  return new core.ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}
