/**
 * A creation whose answer never came, among the records of the account. Types and times prove nothing: it is ours only
 * when the task echoes all that was asked, and nothing else that could have been chosen.
 */
import { ProblemError } from '../../../core/problem';
import { pause } from '../../../http/wait';
import { type Input3d, type Lost3d, VIEWS, type Where3d } from '../../makes-3d';
import type { Call } from '../../shape';
import { asArray, asRecord, asText, at } from '../../wire/read';
import { askApi, findId, NO_TASK } from './api';
import { type Asked, askedOf, type Body } from './ask-3d';

const PAGE = 100;
const MOST_PAGES = 5;
/** Each is asked for one by one, and somebody waits. */
const MOST_LOOKED_AT = 12;
const PACE_MS = 1_000;

export async function findLost(
  input: Input3d,
  { fromMs, sentAtMs, toMs, isTaken }: Where3d,
  call: Call,
): Promise<readonly Lost3d[]> {
  const asked = askedOf(input);
  if ('is' in asked || asked.row.step.deed === 'rig-check') return [];
  const recent = (await recordsSince(fromMs, call)).filter((entry) => {
    const atMs = timeOf(entry);
    const id = findId(at(entry, 'task_id'));
    return id !== undefined && !(atMs < fromMs || atMs > toMs) && !isTaken?.({ id });
  });
  // Of some kinds nobody has seen the name: they may be ours, and come last.
  const farness = (entry: unknown) => Math.abs(timeOf(entry) - sentAtMs);
  const ofKind = (kind: string | undefined) =>
    recent
      .filter((entry) => TYPES[typeOf(entry)] === kind)
      .sort((one, other) => farness(one) - farness(other));
  const ofItsKind = ofKind(asked.path);
  const entries = [...ofItsKind, ...ofKind(undefined)];
  const found: Lost3d[] = [];
  for (const [nth, entry] of entries.slice(0, MOST_LOOKED_AT).entries()) {
    if (nth > 0) await pause(PACE_MS, call.signal);
    found.push(...(await lookAt(entry, asked, call)));
  }
  // Among those that nobody looked at there may be another one like it: none is the only one.
  const isWhole = (ofItsKind.length || entries.length) <= MOST_LOOKED_AT;
  return found.map((one) => ({ ...one, isSame: one.isSame && isWhole }));
}

async function lookAt(entry: unknown, asked: Asked, call: Call): Promise<Lost3d[]> {
  const id = findId(at(entry, 'task_id'));
  const reply = id && (await askApi(call, `/tasks/${id}`));
  if (!reply) return [];
  if ('refused' in reply) {
    // Another key made it, or it is gone.
    if (reply.code === NO_TASK) return [];
    throw new ProblemError(reply.refused.problem);
  }
  const likeness = likenessOf(at(reply.data, 'input'), asked);
  if (likeness === 'other') return [];
  const atMs = timeOf(at(reply.data, 'created_at') ? reply.data : entry);
  return [{ operation: { id }, atMs, about: aboutOf(reply.data), isSame: likeness === 'same' }];
}

const timeOf = (entry: unknown): number => Date.parse(asText(at(entry, 'created_at')) ?? '');

/** Newest first, as far as anybody knows: if they turn out to be in another order, all of them are read. */
async function recordsSince(fromMs: number, call: Call): Promise<unknown[]> {
  const entries: unknown[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply = await askApi(call, `/account/usage?limit=${PAGE}&offset=${page * PAGE}`);
    if ('refused' in reply) throw new ProblemError(reply.refused.problem);
    const some = asArray(reply.data) ?? [];
    entries.push(...some);
    const [first, last] = [timeOf(some[0]), timeOf(some.at(-1))];
    if (some.length < PAGE || (last <= first && last < fromMs)) break;
  }
  return entries;
}

/** As the second generation called them; of the other kinds nobody has seen the name. */
const TYPES: Readonly<Record<string, string>> = {
  text_to_model: 'generation/text-to-model',
  image_to_model: 'generation/image-to-model',
  multiview_to_model: 'generation/multiview-to-model',
  texture_model: 'models/texture',
  convert_model: 'models/convert',
};

const typeOf = (entry: unknown): string => asText(at(entry, 'type')) ?? '';

/** What cannot be seen proves nothing; what differs in one of these, or is there too much, proves that it is another's. */
const TELLING = ['prompt', 'original_model_task_id'];

function likenessOf(echo: unknown, { row, body }: Asked): 'same' | 'open' | 'other' {
  const sent = echoed(body, row.step.deed === 'create');
  const seen = asRecord(echo) ?? {};
  const differs = (name: string) => Boolean(seen[name]) && !isAlike(seen[name], sent[name]);
  if (TELLING.some(differs) || ('model_version' in sent && differs('model_version'))) return 'other';
  const isWhole = Object.keys(sent).every((name) => isAlike(seen[name], sent[name]));
  const isMore = row.options.some(({ name, is, initial }) => {
    const isTold = name in sent || (is !== 'switch' && is !== 'choice');
    return !isTold && ![undefined, null, initial].some((value) => value === seen[name]);
  });
  return isWhole && !isMore ? 'same' : 'open';
}

/** Tasks speak of what was asked in the names of the second generation. */
function echoed({ input, inputs, model, ...rest }: Body, isBeginning: boolean): Record<string, unknown> {
  const views = Object.assign({}, ...(asArray(inputs) ?? []));
  return {
    ...rest,
    ...(model === undefined ? {} : { model_version: model }),
    ...(input === undefined ? {} : isBeginning ? { file: input } : { original_model_task_id: input }),
    ...(inputs === undefined ? {} : { files: VIEWS.map((view) => at(views, view)) }),
  };
}

function isAlike(seen: unknown, sent: unknown): boolean {
  return JSON.stringify(tokensIn(seen)) === JSON.stringify(tokensIn(sent));
}

/** A picture is echoed as its token, or as where it was put, which says nothing; a view that is missing, in many ways. */
function tokensIn(value: unknown): unknown {
  const token = at(value, 'file_token');
  if (token !== undefined) return token;
  const list = asArray(value);
  if (!list && Object.keys(asRecord(value) ?? { value }).length === 0) return undefined;
  return list ? list.map((entry) => tokensIn(entry) ?? '') : value;
}

const aboutOf = (task: unknown): string =>
  [at(task, 'type'), at(task, 'status'), asText(at(task, 'input', 'prompt'))?.slice(0, 80)]
    .filter(Boolean)
    .join(', ');
