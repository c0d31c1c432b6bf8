import type { Job } from '../../lib/jobs/record';
import { inert } from '../studio/answer/inert';
import { words } from './words';

const MOST = 120;

const inOneLine = (text: string, most: number): string => {
  const line = inert(text.slice(0, most * 2))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
};

/** The first words of what was asked. */
export const titleOf = ({ request }: Job): string => inOneLine(request.prompt, MOST) || words.item.untitled;

/** The first words of what was answered. */
export const answerOf = ({ state }: Job): string =>
  inOneLine([...state.rounds.map(({ text }) => text), state.text, state.refusal ?? ''].join(' '), 400);

/** What is not simply well. */
export function placeOf({ state }: Job): string | undefined {
  const { place } = state;
  if (place === 'done') return undefined;
  if (place === 'failed' || place === 'partial' || place === 'uncertain' || place === 'cancelled')
    return words.item[place];
  return words.item.running;
}
