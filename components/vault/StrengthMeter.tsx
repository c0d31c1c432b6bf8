import { Meter } from '../ui/Meter';
import type { Tone } from '../ui/tones';
import { newWords } from './newWords';
import type { Strength } from './strength';
import { strengthWords } from './strengthWords';

const tones: readonly Tone[] = ['bad', 'bad', 'warn', 'warn', 'good'];

interface StrengthMeterProps {
  readonly strength: Strength | undefined;
  /** Left out where it is said already. */
  readonly hasReason: boolean;
}

/**
 * Its room is kept before there is anything to show: it comes a moment after the last key, just when the button
 * below is pressed, and a button that moves between press and release is not pressed at all.
 */
export const StrengthMeter = ({ strength, hasReason }: StrengthMeterProps) => (
  <div className="min-h-12.5 space-y-1">
    {strength && <Measured strength={strength} hasReason={hasReason} />}
  </div>
);

interface MeasuredProps extends StrengthMeterProps {
  readonly strength: Strength;
}

function Measured({ strength: { score, reason }, hasReason }: MeasuredProps) {
  const text = strengthWords.scores[score] ?? '';
  return (
    <>
      {/* A sliver for the weakest, so that the meter is seen to work. */}
      <Meter
        label={newWords.strength}
        value={Math.max(score, 0.3)}
        max={4}
        text={text}
        tone={tones[score] ?? 'bad'}
      />
      <p className="text-sm text-soft">
        {newWords.strength}: {text}. {hasReason && reason && strengthWords.reasons[reason]}
      </p>
    </>
  );
}
