import type { Job } from '../../../lib/jobs/record';

export const Pictures = ({ job }: { readonly job: Job }) =>
  job.state.images.length > 0 ? <p>pictures</p> : null;
