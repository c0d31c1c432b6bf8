/** Which steps may follow a result. What its service would refuse is not offered. */
import type { Job } from '../../../lib/jobs/record';
import type { ModelList } from '../../../lib/models/record';
import type { Model } from '../../../lib/providers/model';
import { listOf } from '../choice';
import { CREATE } from './asking';

export const rowOf = ({ request }: Pick<Job, 'request'>, lists: readonly ModelList[]): Model | undefined =>
  listOf(lists, request.provider, request.make)?.models.find(({ id }) => id === request.model);

/** What was done, as far as the list still knows it. Without a parent it is a beginning in any case. */
export const deedOf = (job: Pick<Job, 'request'>, lists: readonly ModelList[]): string =>
  rowOf(job, lists)?.step?.deed ??
  (job.request.parent === null ? CREATE : (job.request.model.split(':')[0] ?? ''));

/** By what they do, in the order of the list. */
export function stepsAfter(job: Job, lists: readonly ModelList[]): ReadonlyMap<string, readonly Model[]> {
  const found = new Map<string, Model[]>();
  if (!mayGoOn(job)) return found;
  const deed = deedOf(job, lists);
  for (const model of listOf(lists, job.request.provider, 'model3d')?.models ?? []) {
    const { step } = model;
    if (!step || step.deed === CREATE || !fitsAfter(model, job, deed)) continue;
    found.set(step.deed, [...(found.get(step.deed) ?? []), model]);
  }
  return found;
}

/** Its service is asked with the handle of the work before: only whole work has one that counts. */
const mayGoOn = ({ state }: Job): boolean => state.place === 'done' && state.operation !== undefined;

function fitsAfter({ step }: Model, { state }: Job, deed: string): boolean {
  const { facts = {}, made = [] } = state;
  const medias = made.filter(({ role }) => role === 'model').map(({ file }) => file.media);
  return (
    (step?.after?.includes(deed) ?? true) &&
    Object.entries(step?.needs ?? {}).every(([name, allowed]) =>
      allowed.some((value) => value === facts[name]),
    ) &&
    !medias.some((media) => step?.notFrom?.includes(media))
  );
}

/** Names inside the file that it goes on from. */
export const partsOf = ({ state }: Job): readonly string[] => [
  ...new Set((state.made ?? []).flatMap(({ figures }) => figures?.parts ?? [])),
];
