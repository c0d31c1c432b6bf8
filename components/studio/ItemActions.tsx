import type { Job } from '../../lib/jobs/record';

export const ItemActions = (_: { readonly job: Job }) => null;
