import type { ReactNode } from 'react';

interface ChipProps {
  readonly isOn: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** On or off. */
export const Chip = ({ isOn, onToggle, children }: ChipProps) => (
  <button
    type="button"
    aria-pressed={isOn}
    onClick={onToggle}
    className="min-h-6 rounded-full border border-edge px-2 text-sm text-soft hover:bg-hover aria-pressed:border-ember aria-pressed:bg-ember-ground aria-pressed:text-ember-ink"
  >
    {children}
  </button>
);
