/** A picture from the first request to its bytes, with a credential of the provider's own stand-in. */
import { expect } from 'vitest';
import { toProblem } from '../../../lib/core/problem';
import { pictureMediaOf } from '../../../lib/files/kinds';
import type {
  Failed,
  ImageDone,
  ImageInput,
  ImageMaker,
  ImageStep,
  Pending,
} from '../../../lib/providers/makes';
import type { Wire } from '../../../lib/providers/shape';
import { base64Of, png } from '../../harness/picture-bytes';
import type { StandIn } from '../../harness/stand-ins/shape';
import { type Cut, type Making, makingWith } from '../making';

export interface Painting extends Making {
  readonly maker: ImageMaker;
  input(model: string, prompt: string, more?: Partial<ImageInput>): Promise<ImageInput>;
  /** One request, by the model's own form. */
  start(model: string, prompt: string, more?: Partial<ImageInput>): Promise<ImageStep>;
  /** The last body that was posted, as JSON. */
  posted(): Record<string, unknown>;
}

export function paintingWith(wire: Wire, standIn: StandIn, cutInto?: Cut): Painting {
  const making = makingWith(wire, standIn, cutInto);
  const maker = wire.makes?.image;
  if (!maker) throw new Error(`${wire.id} paints nothing`);
  const input: Painting['input'] = async (model, prompt, more = {}) => ({
    model,
    known: (await maker.models(making.call)).find(({ id }) => id === model),
    prompt,
    options: {},
    references: [],
    ...more,
  });
  return {
    ...making,
    maker,
    input,
    start: async (...args) => maker.start(await input(...args), making.call),
    posted: () => JSON.parse(making.heard.findLast(({ method }) => method === 'POST')?.body ?? '{}'),
  };
}

export const reference = () => ({ media: 'image/png', base64: base64Of(png(9)) });

export function doneOf(step: ImageStep): ImageDone {
  if (step.is !== 'done') throw new Error(`not done: ${JSON.stringify(step)}`);
  return step;
}
export function failedOf(step: ImageStep): Failed {
  if (step.is !== 'failed') throw new Error(`did not fail: ${step.is}`);
  return step;
}
export function pendingOf(step: ImageStep): Pending {
  if (step.is !== 'pending') throw new Error(`not pending: ${JSON.stringify(step)}`);
  return step;
}

/** What the pictures are by their own bytes. */
export const mediaIn = (step: ImageStep): (string | undefined)[] =>
  doneOf(step).images.map((image) => ('bytes' in image ? pictureMediaOf(image.bytes) : `at ${image.url}`));

/** The code of what was thrown. */
export const thrown = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was thrown',
    (error: unknown) => toProblem(error).code,
  );

/** One line for each error: what a person is told, what it cost, whether it is sent again, what is wrong with the key. */
export function outcomeOf(step: ImageStep): string {
  const { problem, charge, again, keyTrouble } = failedOf(step);
  const repeat = again ? ` again${again.afterMs === undefined ? '' : ` after ${again.afterMs}`}` : '';
  return `${problem.code} ${charge}${repeat}${keyTrouble ? ` key:${keyTrouble}` : ''}`;
}

/** The key went to the API hosts alone, in its header, whole. */
export function assertSecretKept({ heard, call }: Making, standIn: StandIn, header = 'authorization'): void {
  const secret = call.secret.apiKey ?? '';
  for (const { host, path, query, headers, body } of heard) {
    const elsewhere = Object.entries(headers).filter(([name]) => name !== header);
    expect(JSON.stringify([host, path, [...query], elsewhere, body])).not.toContain(secret);
    if (headers[header] !== undefined) expect(standIn.hosts).toContain(host);
  }
}

/** Asks after it as the runner does, without its waits. */
export async function finished(painting: Painting, step: ImageStep, most = 20): Promise<ImageStep> {
  let last = step;
  for (let times = 0; last.is === 'pending'; times += 1) {
    if (times === most) throw new Error(`still pending when asked ${most} times`);
    // What stands in a row between two lives of the background is JSON and nothing else.
    const operation = JSON.parse(JSON.stringify(last.operation));
    last = await (painting.maker.poll?.(operation, painting.call) ?? Promise.reject(new Error('no poll')));
  }
  return last;
}

export const linksIn = (step: ImageStep): string[] =>
  doneOf(step).images.map((image) => ('url' in image ? image.url : 'no link'));
