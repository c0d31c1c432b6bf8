import type { Job } from '../../../lib/jobs/record';
import type { Payer } from '../usable';

export const Ending = ({ job }: { readonly job: Job; readonly payer?: Payer | undefined }) =>
  job.state.problem ? <p role="alert">{job.state.problem.code}</p> : null;
