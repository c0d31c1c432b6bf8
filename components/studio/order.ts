/** From what stands on the form to what is asked. */
import { newId } from '../../lib/core/ids';
import type { KeptFile } from '../../lib/files/record';
import type { Job, Make, Chosen as Options, Order } from '../../lib/jobs/record';
import type { Model } from '../../lib/providers/model';
import type { Chosen } from './choice';
import type { Form } from './form';

export function toOrder(make: Make, form: Form, choice: Chosen, keyId: string, parent: string | null): Order {
  return {
    id: newId(),
    make,
    provider: choice.payer.face.id,
    keyId,
    model: choice.id,
    prompt: form.prompt,
    files: [...form.files],
    conversation: form.conversation,
    parent,
    chosen: fitting(make, form.chosen, choice.model),
    ...(form.hasPageText ? { hasPageText: true } : {}),
  };
}

/** Only what this model takes; what was chosen for another one stays on the form. */
export function fitting(make: Make, chosen: Options, model: Model | undefined): Options {
  const { system, temperature, effort, maxTokens, tools, image, model3d } = chosen;
  if (make === 'image') return image ? { image: known(image, model) } : {};
  if (make === 'model3d') return model3d ? { model3d: known(model3d, model) } : {};
  return {
    ...(system?.trim() ? { system } : {}),
    ...(temperature !== undefined && model?.takesTemperature ? { temperature } : {}),
    ...(effort && model?.efforts?.includes(effort) ? { effort } : {}),
    ...(maxTokens ? { maxTokens } : {}),
    ...(tools && tools.length > 0 && model?.hasTools ? { tools } : {}),
  };
}

const known = <Value>(values: Readonly<Record<string, Value>>, model: Model | undefined) =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => model?.options?.some((option) => option.name === name)),
  );

/** The same once more, on somebody's word: it costs again. */
export const again = ({ request }: Job, changes: Partial<Order> = {}): Order => {
  const { keyName: _, keyHint: __, atMs: ___, jobKey: ____, continues: _____, ...order } = request;
  return { ...order, id: newId(), repeats: request.id, ...changes };
};

/** What was asked stands on the form again. */
export function toEdit({ request }: Job): Partial<Form> {
  const { prompt, files, views = [], provider, model, parent, chosen } = request;
  const hasPageText = request.hasPageText === true;
  const conversation = request.make === 'model3d' ? newId() : request.conversation;
  return { prompt, files, views, provider, model, conversation, parent, chosen, hasPageText };
}

/** The next turn follows this one. */
export const toFollow = ({ request }: Job): Partial<Form> => ({
  conversation: request.conversation,
  parent: request.id,
});

/** Once, and last. */
export const withFile = ({ files }: Form, picture: KeptFile): Partial<Form> => ({
  files: [...files.filter(({ id }) => id !== picture.id), picture],
});

/** Goes on where the text was cut. */
export const goingOn = (job: Job): Order => {
  const { repeats: _, ...order } = again(job);
  return { ...order, parent: job.request.id, continues: job.request.id };
};
