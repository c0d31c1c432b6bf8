import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ProblemAlert } from '../app/ProblemAlert';
import { useLive } from '../hooks/useLive';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { dismiss, readIsDismissed } from './why';
import { words } from './words';

const TABLES = ['settings'] as const;

export function WhyPanel() {
  const titleId = useId();
  const isDismissed = useLive(readIsDismissed, TABLES);
  const [problem, setProblem] = useState<Problem>();
  if (isDismissed.state !== 'ready' || isDismissed.value) return null;
  const close = async () => {
    try {
      await dismiss();
      document.querySelector('h1')?.focus();
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  return (
    <Card aria-labelledby={titleId} className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72 space-y-2">
        <h2 id={titleId} className="text-lg font-semibold">
          {words.why.title}
        </h2>
        <ul className="space-y-1">
          {words.why.points.map((point) => (
            <li key={point} className="flex gap-2">
              <Check size={16} aria-hidden className="mt-0.5 shrink-0 text-ember-ink" />
              {point}
            </li>
          ))}
        </ul>
        {problem && <ProblemAlert problem={problem} />}
      </div>
      <Button onClick={close}>{words.why.dismiss}</Button>
    </Card>
  );
}
