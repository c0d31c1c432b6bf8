import type { KeptFile } from '../../lib/files/record';
import type { Job } from '../../lib/jobs/record';
import { type FileUrl, useBlobUrl } from '../studio/useFileUrl';
import { readSmall } from './small';

/** An address for a small picture of a job, of this page and as long as it is shown. */
export const useSmall = (job: Job, file: KeptFile, isSeen: boolean): FileUrl =>
  // What was drawn here stays when the row comes to name it a moment later.
  useBlobUrl((signal) => readSmall(job, file, signal), job.state.images[0]?.id ?? file.id, isSeen);
