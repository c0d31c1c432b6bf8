import type { Tone } from './tones';

const fills: Readonly<Record<Tone, string>> = {
  plain: 'text-edge',
  ember: 'text-ember',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
};

interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** What the value means in words ("strong", "3 of 10"). */
  readonly text: string;
  readonly tone?: Tone;
}

/** A share of something. Not progress: nothing is under way. */
export const Meter = ({ label, value, max, text, tone = 'ember' }: MeterProps) => (
  <meter aria-label={label} aria-valuetext={text} min={0} max={max} value={value} className={fills[tone]} />
);
