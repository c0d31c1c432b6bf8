/**
 * Tasks: paid when they are taken, given back when they fail, kept three days. What a script's `quirks=` say: `slow` (done
 * when asked for the third time), `stuck` (never begins), `working` (never ends), `stumbles`, `page` (HTML with 200),
 * `word` (a status of tomorrow, then it goes on), `strange` (ends in one, with its files), `strange-empty`, `expired`,
 * `no-files`, `blanks`, `late` (links that are over at first), `foreign-file`, `lag` (not listed at first), `wrapped`,
 * `no-pose` (cannot be rigged), `every=400` is the time until it is done.
 */
import { randomUUID } from 'node:crypto';
import { delivered, jsonOf, playOf } from '../../picture-play';
import type { Script } from '../../script';
import { bearerOf, type Case, type Heard, type Said } from '../shape';
import { doorErrors, invalid, json, refuse, type TaskError, taskErrors } from './errors';
import { type Before, type Body, judgeBody, R, type Wanted } from './fields';
import { posterAt, resultAt, urlsAt } from './files';

interface Task extends Before {
  readonly id: string;
  readonly key: string;
  readonly body: Body;
  readonly words: string;
  readonly script: Script;
  readonly error: TaskError | undefined;
  readonly wanted: Wanted;
  readonly createdMs: number;
  readonly endMs: number;
  asked: number;
  listed: number;
}

const tasks = new Map<string, Task>();
const spent = new Map<string, number>();
/** In the smallest plan that has an API. */
const MOST_TASKS = 10;
const AT_FIRST = 1_000;

const keyOf = (heard: Heard) => bearerOf(heard) ?? '';
export const balanceOf = (heard: Heard): number => AT_FIRST - (spent.get(keyOf(heard)) ?? 0);
const isOver = (task: Task) => !['PENDING', 'IN_PROGRESS'].includes(placeOf(task));

function create(of: string, heard: Heard): Said {
  const body = jsonOf(heard);
  if (!body) return invalid('The body is no JSON object');
  const key = keyOf(heard);
  const look = (id: unknown) => ownOf(String(id), key);
  const before = look(body.input_task_id ?? body.rig_task_id ?? body.preview_task_id);
  const own = String(body.prompt ?? body.texture_prompt ?? body.text_style_prompt ?? '');
  const { script, refusal } = playOf(own, heard, { ...doorErrors, ...asSaid(taskErrors) });
  const name = script.error?.name ?? '';
  if (refusal && name in doorErrors) return refusal;
  const wanted = judgeBody(of, body, look);
  if ('status' in wanted) return wanted;
  if (of === R.rigging && before?.script.quirks.has('no-pose')) return refuse(422, 'Pose estimation failed');
  if (balanceOf(heard) < wanted.credits) return doorErrors['no-credit'] ?? invalid('');
  const mine = [...tasks.values()].filter((task) => task.key === key && !isOver(task));
  if (mine.length >= MOST_TASKS) return refuse(429, 'NoMorePendingTasks');
  const error = refusal ? taskErrors[name] : undefined;
  const task = newTask({ of, key, body, words: own || (before?.words ?? ''), script, error, wanted });
  const isBack = error !== undefined && !error.kept;
  if (!isBack) spent.set(key, (spent.get(key) ?? 0) + wanted.credits);
  const said = delivered(json(202, { result: task.id, a_field_of_tomorrow: 1 }), script);
  const { isBilled: _, ...free } = said;
  return isBack || script.quirks.has('stuck') ? free : said;
}

const asSaid = (errors: object) =>
  Object.fromEntries(Object.keys(errors).map((name) => [name, json(200, {})]));

function newTask(made: Pick<Task, 'of' | 'key' | 'body' | 'words' | 'script' | 'error' | 'wanted'>): Task {
  const nowMs = Date.now();
  const isPreview = made.body.mode === 'preview';
  const task: Task = {
    ...made,
    id: randomUUID(),
    status: '',
    isTextured: made.wanted.isTextured,
    isPreview,
    createdMs: nowMs,
    endMs: nowMs + made.script.everyMs,
    asked: 0,
    listed: 0,
  };
  tasks.set(task.id, task);
  return task;
}

/** Another key knows nothing of it. */
function ownOf(id: string, key: string): Task | undefined {
  const task = tasks.get(id);
  return task?.key === key ? { ...task, status: placeOf(task) } : undefined;
}

function placeOf({ script, endMs, asked, error }: Task): string {
  const { quirks, everyMs } = script;
  if (quirks.has('stuck') || (quirks.has('slow') && asked < 2)) return 'PENDING';
  if (quirks.has('working') || (quirks.has('slow') && asked < 3)) return 'IN_PROGRESS';
  if (quirks.has('word') && asked < 2) return 'UNDER_REVIEW';
  const leftMs = endMs - Date.now();
  if (leftMs > 0) return leftMs > everyMs / 2 ? 'PENDING' : 'IN_PROGRESS';
  if (quirks.has('strange') || quirks.has('strange-empty')) return 'ARCHIVED';
  return error?.status ?? 'SUCCEEDED';
}

const idIn = (heard: Heard) => heard.path.split('/').at(-1) ?? '';

function read(of: string, heard: Heard): Said {
  const task = tasks.get(idIn(heard));
  if (!task || task.key !== keyOf(heard) || task.of !== of || task.script.quirks.has('expired'))
    return refuse(404, 'Task not found');
  task.asked += 1;
  const { quirks } = task.script;
  if (task.asked === 1 && quirks.has('stumbles')) return refuse(503, 'busy', { 'retry-after': '2' });
  if (task.asked === 1 && quirks.has('page'))
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
  return json(200, toTold(task));
}

const TYPES: Readonly<Record<string, string>> = { [R.rigging]: 'rig', [R.animations]: 'animate' };

function typeOf({ of, body }: Task): string {
  const name = of.split('/').at(-1) ?? '';
  return of === R.text ? `${name}-${body.mode}` : (TYPES[of] ?? name);
}

/** As it is told to whoever asks: times are milliseconds, 0 is not yet. */
function toTold(task: Task): object {
  const { script, error, wanted, createdMs, endMs, body, of } = task;
  const status = placeOf(task);
  const isAtWork = ['PENDING', 'IN_PROGRESS', 'UNDER_REVIEW'].includes(status);
  const hasFiles = (status === 'SUCCEEDED' || script.quirks.has('strange')) && !script.quirks.has('no-files');
  const isOfResult = of === R.rigging || of === R.animations;
  const isLate = script.quirks.has('late') && task.asked <= 1;
  const at = { id: task.id, isLate, isForeign: script.quirks.has('foreign-file') };
  return {
    id: task.id,
    type: typeOf(task),
    status,
    progress: isAtWork ? (status === 'PENDING' ? 0 : 42) : 100,
    created_at: createdMs,
    started_at: status === 'PENDING' ? 0 : createdMs,
    finished_at: isAtWork ? 0 : endMs,
    expires_at: isAtWork ? 0 : endMs + 3 * 86_400_000,
    preceding_tasks: status === 'PENDING' ? 3 : 0,
    consumed_credits: error ? (error.kept ?? 0) : wanted.credits,
    ...(body.ai_model ? { ai_model: body.ai_model } : {}),
    ...(of === R.text || task.words ? { prompt: task.words } : {}),
    ...(hasFiles && !isOfResult
      ? { model_urls: urlsAt(wanted.formats, at, script.quirks.has('blanks')) }
      : {}),
    ...(hasFiles && isOfResult ? { result: resultAt(of === R.rigging, at) } : {}),
    ...(hasFiles ? { thumbnail_url: posterAt(at) } : {}),
    ...(hasFiles && !isOfResult
      ? { texture_urls: wanted.isTextured ? [{ base_color: posterAt(at) }] : [] }
      : {}),
    task_error: error ? error.error : { message: '' },
    a_field_of_tomorrow: 1,
  };
}

function list(of: string, heard: Heard): Said {
  const size = Number(heard.query.get('page_size') ?? 10);
  const page = Number(heard.query.get('page_num') ?? 1);
  if (!(size >= 1 && size <= 50) || !(page >= 1)) return invalid('page_size: 1 to 50');
  if (heard.query.get('sort_by') !== '-created_at') return invalid('sort_by: we would get the oldest');
  const mine = [...tasks.values()].filter((task) => task.of === of && task.key === keyOf(heard));
  for (const task of mine) task.listed += 1;
  const shown = mine.filter(({ script, listed }) => !script.quirks.has('lag') || listed > 1);
  const told = shown.reverse().slice((page - 1) * size, page * size);
  const isWrapped = told.some(({ script }) => script.quirks.has('wrapped'));
  return json(200, isWrapped ? { total: mine.length, tasks: told.map(toTold) } : told.map(toTold));
}

/** What waits is taken back and given back; what runs goes on; what is over is deleted with its files. */
function remove(of: string, heard: Heard): Said {
  const task = ownOf(idIn(heard), keyOf(heard));
  if (task?.of !== of) return refuse(404, 'Task not found');
  if (task.status === 'IN_PROGRESS') return refuse(409, 'The task is in progress');
  if (task.status === 'PENDING') spent.set(task.key, (spent.get(task.key) ?? 0) - task.wanted.credits);
  tasks.delete(task.id);
  return { status: 200 };
}

export const taskAnswers: Case['answers'] = Object.fromEntries(
  Object.values(R).flatMap((of) => [
    [`POST ${of}`, (heard: Heard) => create(of, heard)],
    [`GET ${of}`, (heard: Heard) => list(of, heard)],
    [`GET ${of}/*`, (heard: Heard) => read(of, heard)],
    [`DELETE ${of}/*`, (heard: Heard) => remove(of, heard)],
  ]),
);

/** For tests: how many tasks these words made. */
export const tasksOf = (words: string): number =>
  [...tasks.values()].filter((task) => task.words === words).length;

/** For tests: everybody is rich again, and nothing was made yet. */
export function forgetTasks(): void {
  tasks.clear();
  spent.clear();
}
