import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../lib/core/problem';
import { Button } from '../ui/Button';
import { Alert } from '../ui/Notice';
import { wordsFor } from './problems';

interface ProblemProps {
  readonly problem: Problem;
  readonly actions?: ReactNode;
}

/** A problem that just happened, in its own words. Give it a `key` that changes to have it read out again. */
export function ProblemAlert({ problem, actions }: ProblemProps) {
  const { what, means, next } = wordsFor(problem);
  const needsReload = problem.code === 'extension-updated';
  return (
    <Alert title={what} actions={needsReload ? <ReloadButton /> : actions}>
      {means} {next}
    </Alert>
  );
}

export const ReloadButton = () => (
  <Button icon={RotateCw} onClick={() => location.reload()}>
    Reload this page
  </Button>
);
