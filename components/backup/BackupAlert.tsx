import type { Problem } from '../../lib/core/problem';
import { Alert } from '../ui/Notice';
import { backupWordsFor } from './problems';

export function BackupAlert({ problem }: { readonly problem: Problem }) {
  const { what, means, next } = backupWordsFor(problem);
  return (
    <Alert title={what}>
      {means} {next}
    </Alert>
  );
}
