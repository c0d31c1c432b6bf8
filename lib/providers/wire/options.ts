/** Lines of the tables in which a provider's file says what may be chosen. */
import type { Option } from '../model';

type More = Omit<Option, 'name' | 'is' | 'values' | 'min' | 'max'>;

export const choice = (name: string, words: string, more: More = {}): Option => ({
  name,
  is: 'choice',
  values: words.split(' '),
  ...more,
});
/** As many of them as one likes. */
export const several = (name: string, words: string, more: More = {}): Option => ({
  ...choice(name, words, more),
  is: 'choices',
});
export const toggle = (name: string, more: More = {}): Option => ({ name, is: 'switch', ...more });
export const range = (name: string, min: number, max: number, more: More = {}): Option => ({
  name,
  is: 'range',
  min,
  max,
  ...more,
});
