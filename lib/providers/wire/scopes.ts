import type { Fact } from '../report';
import { count, text } from './verdicts';

const ONE_LINE = 120;

/** What a key may do: by name while that fits a line, else how many rights there are. */
export function scopes(names: readonly string[]): Fact | undefined {
  const line = names.join(', ');
  return line.length <= ONE_LINE ? text('scopes', line) : count('scopes', names.length, 'scopes');
}
