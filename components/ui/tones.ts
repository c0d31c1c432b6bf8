/** What a colour means. It is never the only sign: the words beside it say the same. */
export type Tone = 'plain' | 'ember' | 'good' | 'warn' | 'bad';

export const tones: Readonly<Record<Tone, string>> = {
  plain: 'bg-sunken text-soft',
  ember: 'bg-ember-ground text-ember-ink',
  good: 'bg-good-ground text-good',
  warn: 'bg-warn-ground text-warn',
  bad: 'bg-bad-ground text-bad',
};
