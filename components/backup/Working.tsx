import { Button } from '../ui/Button';
import { Progress } from '../ui/Progress';
import { words } from './words';

interface WorkingProps {
  readonly label: string;
  readonly done: number | undefined;
  readonly onStop: () => void;
}

/** How far it is, and a way to stop. */
export const Working = ({ label, done, onStop }: WorkingProps) => {
  const percent = done === undefined ? undefined : Math.round(done * 100);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div className="min-w-40 flex-1 space-y-1">
        <Progress
          label={label}
          {...(percent === undefined ? {} : { value: percent, text: `${percent} %` })}
        />
        <p className="text-sm text-soft">
          {label}
          {percent !== undefined && <span className="tabular-nums"> · {percent} %</span>}
        </p>
      </div>
      <Button onClick={onStop}>{words.stop}</Button>
    </div>
  );
};
