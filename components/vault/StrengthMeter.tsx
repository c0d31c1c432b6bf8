import { Meter } from '../ui/Meter';
import type { Tone } from '../ui/tones';
import type { Strength } from './strength';
import { words } from './words';

const tones: readonly Tone[] = ['bad', 'bad', 'warn', 'warn', 'good'];

interface StrengthMeterProps {
  readonly strength: Strength;
  /** Left out where it is said already. */
  readonly hasReason: boolean;
}

export function StrengthMeter({ strength: { score, reason }, hasReason }: StrengthMeterProps) {
  const text = words.scores[score] ?? '';
  return (
    <div className="space-y-1">
      {/* A sliver for the weakest, so that the meter is seen to work. */}
      <Meter
        label={words.create.strength}
        value={Math.max(score, 0.3)}
        max={4}
        text={text}
        tone={tones[score] ?? 'bad'}
      />
      <p className="text-sm text-soft">
        {words.create.strength}: {text}. {hasReason && reason && words.reasons[reason]}
      </p>
    </div>
  );
}
