/**
 * Tasks: made, asked after, over. A script in the prompt says how: `every=400` is the time until it is done, `late=900`
 * the time until the answer to the wish leaves, `rig=quadruped` (or `none`) what a check of the skeleton finds. `quirks=`
 * `slow` (done when asked for the third time), `stuck` (never begins), `working` (never ends), `odd` (words that nobody
 * knows, then done), `odd-done`, `odd-over`, `stumbles`, `html-poll`, `server-poll`, `inside-poll`, `gone`, `refuses-key`,
 * `no-file`, `second-generation`, `nested-views`, `flat-views`, `decimals`, `by-token`, `blind` (echoes nothing),
 * `quad-too` (echoes more than was asked), and those of the files. What has no words of its own takes those that were planned.
 */
import { randomUUID } from 'node:crypto';
import { delivered, jsonOf, playOf } from '../../picture-play';
import type { Script } from '../../script';
import { bearerOf, type Case, type Heard, type Said } from '../shape';
import { booksOf, forgetAccounts, hold, isOfOneAccount, rules, settle } from './account';
import {
  createErrors,
  type Ending,
  endings,
  full,
  invalid,
  json,
  MADE_ALL_THE_SAME,
  malformed,
  notFound,
  poor,
} from './errors';
import { type Body, KINDS, type Kind, PLACES } from './kinds';
import { refusedOrigin } from './origin';
import { outputOf } from './output';
import { echoedPictures, refusedPictures, upload, wordsBehind } from './pictures';
import { refusedFields } from './strict';

export interface Task {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly kind: Kind;
  readonly body: Body;
  /** Its own, and those of what it goes on from. */
  readonly words: string;
  readonly script: Script;
  readonly price: number;
  readonly ending: Ending;
  readonly beganMs: number;
  readonly endMs: number;
  asked: number;
  isSettled: boolean;
}

const tasks = new Map<string, Task>();
const planned = new Map<string, string[]>();

/** For what has no prompt: the words of this key's next wish without words. */
export const plan = (key: string, words: string): void => {
  planned.set(key, [...(planned.get(key) ?? []), words]);
};

/** As if nobody had ever made anything: tests are given the same keys again. */
export function forgetTasks(): void {
  forgetAccounts();
  tasks.clear();
  planned.clear();
}

const DONE: Ending = { status: 'success' };
const named = Object.fromEntries(
  [...Object.keys(endings), ...MADE_ALL_THE_SAME].map((name): [string, Said] => [name, json(200, name)]),
);

function create(heard: Heard): Said {
  const key = bearerOf(heard) ?? '';
  const kind = KINDS[heard.path];
  if (!kind) return createErrors['no-route'] ?? notFound;
  const body = jsonOf(heard);
  if (!body) return malformed;
  const words = wordsOf(body) ?? wordsBehind(body.input) ?? planned.get(key)?.shift() ?? '';
  const { script, refusal } = playOf(words, heard, { ...createErrors, ...named });
  const name = (refusal && script.error?.name) ?? '';
  if (refusal && name in createErrors) return refusal;
  const origin = tasks.get(String(body.input));
  const refused =
    refusedFields(kind.type, body) ??
    refusedPictures(kind.type, body, key) ??
    refusedOrigin(kind.type, body, key, origin && { ...origin, ...standing(origin) });
  if (refused) return refused;
  return begin({ key, kind, body, script, words: `${words} ${origin?.words ?? ''}`.trim(), name });
}

const wordsOf = ({ prompt, texture_prompt: wish }: Body): string | undefined => {
  const said = prompt ?? (wish as { readonly text?: unknown } | undefined)?.text;
  return typeof said === 'string' ? said : undefined;
};

interface Beginning extends Pick<Task, 'key' | 'kind' | 'body' | 'script' | 'words'> {
  /** Of how it ends. */
  readonly name: string;
}

function begin({ name, ...wish }: Beginning): Said {
  const { key, kind, body, script, words } = wish;
  const books = booksOf(key);
  for (const task of tasks.values()) standing(task);
  const queue = kind.queue(body);
  const busy = [...tasks.values()].filter(
    (task) => !task.isSettled && isOfOneAccount(task.key, key) && task.kind.queue(task.body) === queue,
  );
  if (busy.length >= PLACES[queue]) return full(rules.retryAfterSeconds);
  const price = kind.price(body);
  if (!hold(books, price)) return poor;
  const beganMs = Date.now();
  const task: Task = {
    ...wish,
    id: randomUUID(),
    type: kind.type,
    price,
    ending: endings[name] ?? doomed(kind.type, body) ?? DONE,
    beganMs,
    endMs: beganMs + (script.everyMs || rules.queuedMs + rules.runningMs),
    asked: 0,
    isSettled: false,
  };
  tasks.set(task.id, task);
  books.creations.push({ id: task.id, kind: kind.type, words });
  return answered(task, name);
}

/** Two clips of a skeleton in another's names: taken, begun, and then it fails. */
const doomed = (type: string, body: Body): Ending | undefined =>
  type === 'animate_retarget' && tasks.get(String(body.input))?.body.spec === 'mixamo'
    ? { status: 'failed', code: 1004, message: 'The spec of the rig is not supported' }
    : undefined;

function answered(task: Task, name: string): Said {
  const { id, type, script, words, price } = task;
  const data = script.quirks.has('empty') ? {} : { task_id: id, type, status: 'queued' };
  const { afterMs: _, ...said } = delivered(json(200, { code: 0, status: 'success', data }), script);
  const late = Number(/(?:^|\s)late=(\d+)/.exec(words)?.[1] ?? 0);
  const isPaid = price > 0 && (task.ending === DONE || task.ending.isCharged === true);
  const { isBilled: __, ...free } = MADE_ALL_THE_SAME.has(name) ? (createErrors.gateway ?? said) : said;
  return { ...free, ...(late ? { afterMs: late } : {}), ...(isPaid ? { isBilled: true } : {}) };
}

interface Standing {
  readonly status: string;
  readonly progress: number;
  readonly isOver: boolean;
  readonly taken: number;
}

/** Where it stands now; and the moment it is over, what was held is kept or given back. */
function standing(task: Task): Standing {
  const { script, asked, beganMs, endMs, ending, price } = task;
  const { quirks } = script;
  const at = (status: string, progress = 0) => ({ status, progress, isOver: false, taken: 0 });
  const nowMs = Date.now();
  const share = endMs > beganMs ? (nowMs - beganMs) / (endMs - beganMs) : 1;
  if (quirks.has('stuck') || (quirks.has('slow') && asked < 2)) return at('queued');
  if (quirks.has('working') || (quirks.has('slow') && asked < 3)) return at('running', 42);
  if (quirks.has('odd') && asked < 3) return at('polishing', 97);
  if (share < 1)
    return share < rules.queuedMs / (rules.queuedMs + rules.runningMs || 1)
      ? at('queued')
      : at('running', Math.max(1, Math.floor(share * 100)));
  const isKept = ending === DONE || ending.isCharged === true;
  const taken = isKept ? price * (quirks.has('decimals') ? 0.97 : 1) : 0;
  if (!task.isSettled) settle(booksOf(task.key), price, taken);
  task.isSettled = true;
  const odd = quirks.has('odd-done') || quirks.has('odd-over') ? 'perfected' : undefined;
  return { status: odd ?? ending.status, progress: 100, isOver: true, taken };
}

const timeOf = (ms: number) => new Date(ms).toISOString().replace('Z', '087Z');

function toBody(task: Task): Record<string, unknown> {
  const { id, type, words, body, script, asked, ending, beganMs, endMs } = task;
  const { status, progress, isOver, taken } = standing(task);
  const { quirks } = script;
  const isMade = isOver && ending === DONE && !quirks.has('odd-over');
  const made = { id, type, body, words, quirks, asked };
  return {
    task_id: id,
    type,
    status,
    progress,
    input: quirks.has('blind') ? {} : echoed(task),
    ...(isMade ? { output: outputOf(made) } : asked % 2 ? { output: {} } : {}),
    created_at: timeOf(beganMs),
    ...(isOver && ending.status !== 'evaporated' ? { completed_at: timeOf(endMs) } : {}),
    ...(isOver && !ending.isSilent ? { credits_consumed: taken } : {}),
    ...(ending.code === undefined
      ? {}
      : isOver
        ? { error_code: ending.code, error_message: ending.message }
        : {}),
    a_field_of_tomorrow: 1,
  };
}

/** In the names of the second generation, with what the service takes by itself. */
function echoed({ type, body, script }: Task): Record<string, unknown> {
  const { model, input, inputs: _, ...rest } = body;
  const isBeginning = /^(text|image|multiview)_to_model$/.test(type);
  return {
    ...(isBeginning ? { pbr: true, texture: true, export_uv: true, texture_quality: 'standard' } : {}),
    ...rest,
    ...(model === undefined ? {} : { model_version: model }),
    ...(isBeginning
      ? echoedPictures(body, script.quirks.has('by-token'))
      : { original_model_task_id: input }),
    ...(script.quirks.has('quad-too') ? { quad: true } : {}),
  };
}

function read(heard: Heard): Said {
  const task = tasks.get(heard.path.replace('/v3/tasks/', ''));
  if (!task || task.key !== bearerOf(heard)) return notFound;
  task.asked += 1;
  const { quirks } = task.script;
  const isFirst = task.asked === 1;
  if (quirks.has('stumbles') && isFirst) return createErrors['too-often'] ?? notFound;
  if (quirks.has('server-poll') && isFirst) return createErrors.busy ?? notFound;
  if (quirks.has('inside-poll') && isFirst) return createErrors['inside-often'] ?? notFound;
  if (quirks.has('html-poll') && isFirst)
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' };
  if (quirks.has('gone')) return notFound;
  if (quirks.has('refuses-key')) return createErrors['wrong-key'] ?? notFound;
  return json(200, { code: 0, status: 'success', data: toBody(task) });
}

/** All of the account, whichever key it was; newest first. */
function usage(heard: Heard): Said {
  const key = bearerOf(heard) ?? '';
  const limit = Number(heard.query.get('limit') ?? 50);
  const offset = Number(heard.query.get('offset') ?? 0);
  if (!(limit >= 1 && limit <= 200 && offset >= 0)) return invalid('limit');
  const untilMs = Date.now() - rules.recordsLagMs;
  const mine = [...tasks.values()]
    .filter((task) => isOfOneAccount(task.key, key) && task.beganMs <= untilMs)
    .reverse();
  const data = mine.slice(offset, offset + limit).map((task) => {
    const { status, taken } = standing(task);
    return {
      task_id: task.id,
      type: task.type,
      status,
      credits_consumed: taken,
      created_at: timeOf(task.beganMs),
    };
  });
  return json(200, { code: 0, status: 'success', data });
}

function list(heard: Heard): Said {
  const ids = jsonOf(heard)?.task_ids;
  if (!Array.isArray(ids) || ids.length > 100) return malformed;
  const mine = ids.filter((id) => tasks.get(id)?.key === bearerOf(heard));
  const found = mine.flatMap((id) => {
    const task = tasks.get(id);
    return task ? [[id, toBody(task)]] : [];
  });
  const missed = ids.filter((id) => !mine.includes(id));
  return json(200, { code: 0, data: { tasks: Object.fromEntries(found), missed } });
}

export const balance = (heard: Heard): Said => {
  for (const task of tasks.values()) standing(task);
  const { balance: left, frozen } = booksOf(bearerOf(heard) ?? '');
  return json(200, { code: 0, status: 'success', data: { balance: left, frozen, a_field_of_tomorrow: 1 } });
};

export const taskAnswers: Case['answers'] = {
  'POST /v3/generation/*': create,
  'POST /v3/models/*': create,
  'POST /v3/mesh/*': create,
  'POST /v3/animations/*': create,
  'POST /v3/files': upload,
  'GET /v3/tasks/*': read,
  'POST /v3/tasks/list': list,
  'GET /v3/account/usage': usage,
};
