/** Something in 3D from the first request to the addresses of its files, with a credential of the provider's own stand-in. */
import { type From, fromOf, offeredOf, optionsOf } from '../../../lib/providers/form-3d';
import type { Failed, Json, Pending } from '../../../lib/providers/makes';
import type {
  Done3d,
  Input3d,
  Maker3d,
  Picture3d,
  Role,
  Step3d,
  View,
} from '../../../lib/providers/makes-3d';
import type { Model } from '../../../lib/providers/model';
import type { Wire } from '../../../lib/providers/shape';
import { base64Of, jpeg, mediaOf, png, webp } from '../../harness/picture-bytes';
import type { Case, StandIn } from '../../harness/stand-ins/shape';
import { type Making, makingWith } from '../making';

export interface Shaping extends Making {
  readonly maker: Maker3d;
  known(model: string): Promise<Model>;
  input(model: string, prompt: string, more?: Partial<Input3d>): Promise<Input3d>;
  /** One request, by the row's own form. */
  start(model: string, prompt: string, more?: Partial<Input3d>): Promise<Step3d>;
  /** The last body that was posted, as JSON. */
  posted(): Record<string, unknown>;
  /** What was posted at all. */
  creations(): number;
}

/** `row`: with the key of that case instead of the first that was issued. */
export function shapingWith(wire: Wire, standIn: StandIn, row?: Case): Shaping {
  const making = makingWith(wire, standIn, undefined, row);
  const maker = wire.makes?.model3d;
  if (!maker) throw new Error(`${wire.id} shapes nothing`);
  const posts = () => making.heard.filter(({ method }) => method === 'POST');
  const known = async (id: string): Promise<Model> => {
    const row = (await maker.models(making.call)).find((model) => model.id === id);
    if (!row) throw new Error(`there is no row ${id}`);
    return row;
  };
  const input: Shaping['input'] = async (model, prompt, more = {}) => ({
    model,
    known: (await maker.models(making.call)).find(({ id }) => id === model),
    prompt,
    options: {},
    pictures: [],
    ...more,
  });
  return {
    ...making,
    maker,
    known,
    input,
    start: async (...args) => maker.start(await input(...args), making.call),
    posted: () => JSON.parse(posts().at(-1)?.body ?? '{}'),
    creations: () => posts().length,
  };
}

const BYTES = { png: png(9), jpeg: jpeg(), webp: webp() };

export const seen = (view: View, kind: keyof typeof BYTES = 'png'): Picture3d => ({
  view,
  picture: { media: mediaOf(BYTES[kind]), base64: base64Of(BYTES[kind]) },
});

export const dataUrl = (kind: keyof typeof BYTES = 'png'): string =>
  `data:${mediaOf(BYTES[kind])};base64,${base64Of(BYTES[kind])}`;

export function done3d(step: Step3d): Done3d {
  if (step.is !== 'done') throw new Error(`not done: ${JSON.stringify(step)}`);
  return step;
}
export function pending3d(step: Step3d): Pending & { readonly says?: string | undefined } {
  if (step.is !== 'pending') throw new Error(`not pending: ${JSON.stringify(step)}`);
  return step;
}
export function failed3d(step: Step3d): Failed {
  if (step.is !== 'failed') throw new Error(`did not fail: ${step.is}`);
  return step;
}

/** One line for each error: what a person is told, what it cost, whether it is sent again, what is wrong with the key. */
export function outcome3d(step: Step3d): string {
  const { problem, charge, again, keyTrouble } = failed3d(step);
  const repeat = again ? ` again${again.afterMs === undefined ? '' : ` after ${again.afterMs}`}` : '';
  return `${problem.code} ${charge}${repeat}${keyTrouble ? ` key:${keyTrouble}` : ''}`;
}

/** What stands in a row between two lives of the background is JSON and nothing else. */
export const kept = (operation: Json): Json => JSON.parse(JSON.stringify(operation));

export const poll = ({ maker, call }: Shaping, step: Step3d): Promise<Step3d> =>
  maker.poll?.(kept(pending3d(step).operation), call) ?? Promise.reject(new Error('no poll'));

/** Asks after it as the runner does, without its waits. */
export async function finished3d(shaping: Shaping, step: Step3d, most = 20): Promise<Step3d> {
  let last = step;
  for (let times = 0; last.is === 'pending'; times += 1) {
    if (times === most) throw new Error(`still pending when asked ${most} times`);
    last = await poll(shaping, last);
  }
  return last;
}

export const linksOf = (step: Step3d, role: Role = 'model'): string[] =>
  done3d(step)
    .files.filter((file) => file.role === role)
    .map((file) => ('url' in file ? file.url : 'bytes'));

/** The names of the files at the ends of their addresses. */
export const namesOf = (step: Step3d, role: Role = 'model'): string[] =>
  linksOf(step, role).map((link) => new URL(link).pathname.split('/').at(-1) ?? '');

/** What the form would show, and what it would send. */
export function formOf(model: Model, options: Input3d['options'], from: From = fromOf(false, 0)) {
  const asked = { from, options };
  return { shown: offeredOf(model, asked).map(({ name }) => name), sent: optionsOf(model, asked) };
}
