interface ProgressProps {
  readonly label: string;
  /** Left out while nobody knows how far it is. */
  readonly value?: number;
  readonly max?: number;
  /** How far in words ("3 of 12 checked"). */
  readonly text?: string;
}

/** Something under way. */
export const Progress = ({ label, value, max = 100, text }: ProgressProps) => (
  <progress aria-label={label} aria-valuetext={text} max={max} value={value} />
);
