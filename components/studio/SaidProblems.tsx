import type { Problem } from '../../lib/core/problem';
import { Alert } from '../ui/Notice';
import { inOrder } from './inOrder';
import { makingWordsFor } from './problems';

export const SaidProblems = ({ problems }: { readonly problems: readonly Problem[] }) =>
  inOrder(problems.map(toAlert));

function toAlert(problem: Problem) {
  const { what, means, next } = makingWordsFor(problem);
  return (
    <Alert title={what}>
      {means} {next}
    </Alert>
  );
}
