// https://docs.meshy.ai/en/api (answers seen on the wire until 2026-09-08, pages read 2026-10-02)
import { fail, ProblemError } from '../../../core/problem';
import { readAnswer } from '../../../http/answer';
import { toSendError } from '../../../http/send';
import type { Json } from '../../makes';
import type { Input3d, Lost3d, Maker3d } from '../../makes-3d';
import type { Call } from '../../shape';
import { bearer } from '../../wire/ask';
import { failedBy, type Judge } from '../../wire/failure';
import { isPathOf, pendingAt, unanswered } from '../../wire/pending';
import { asArray, asRecord, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';
import { type Asked, askedOf } from './ask-3d';
import { models3d } from './models-3d';
import { POLL_MS, stepIn } from './task-3d';

const API = 'https://api.meshy.ai';
const PAGE = 50;
const MOST_PAGES = 4;

export const model3d: Maker3d = {
  models: async () => models3d,
  whenStopped: 'depends',
  /** So many wait and run at once in the smallest plan. */
  laneOf: () => ({ id: 'tasks', most: 10 }),

  async start(input, call) {
    const asked = askedOf(input);
    if ('is' in asked) return asked;
    const response = await call.fetch(API + asked.of, {
      method: 'POST',
      headers: { ...headersOf(call), 'content-type': 'application/json' },
      body: JSON.stringify({ ...asked.who, ...asked.how }),
    });
    if (!response.ok) return failedBy(response, judgeFor(input));
    const id = asText(at(await read(response, call), 'result')) ?? '';
    return isPathOf(id, 1, 1) ? pendingAt({ of: asked.of, id }, POLL_MS) : fail('answer-malformed');
  },

  async poll(operation, call) {
    const response = await call.fetch(addressOf(operation), { headers: headersOf(call) });
    return response.ok ? stepIn(await read(response, call), operation) : unanswered(response, operation);
  },

  /** What is over would be deleted too, with its files: only what is seen to wait is taken back. */
  async cancel(operation, call) {
    const seen = await call.fetch(addressOf(operation), { headers: headersOf(call) });
    if (seen.status === 404) return 'over';
    const status = at(await read(seen, call), 'status');
    if (status !== 'PENDING') return seen.ok && status !== 'IN_PROGRESS' ? 'over' : 'goes-on';
    const gone = await call.fetch(addressOf(operation), {
      method: 'DELETE',
      headers: headersOf(call),
      isFree: true,
    });
    await gone.body?.cancel();
    return gone.ok ? 'never-ran' : gone.status === 404 ? 'over' : 'goes-on';
  },

  async findLost(input, { fromMs, toMs }, call) {
    const asked = askedOf(input);
    if ('is' in asked) return [];
    const found: Lost3d[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const tasks = await listed(asked.of, page, call);
      for (const task of tasks) found.push(...lostIn(task, asked));
      const oldest = Math.min(...tasks.map((task) => asNumber(at(task, 'created_at')) ?? Infinity));
      if (tasks.length < PAGE || oldest < fromMs) break;
    }
    return found.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  },
};

const headersOf = (call: Call) => bearer(call.secret.apiKey ?? '');

const addressOf = (operation: Json): string =>
  `${API}${asText(at(operation, 'of')) ?? ''}/${asText(at(operation, 'id')) ?? fail('answer-malformed')}`;

async function read(response: Response, call: Call): Promise<unknown> {
  try {
    return (await readAnswer(response)).json;
  } catch (error) {
    throw toSendError(error, call.signal);
  }
}

/** Every 4xx that speaks Meshy's language left no task behind. */
const judgeFor =
  ({ parent }: Input3d): Judge =>
  ({ status, said }) =>
    (status === 409 && said) || (status === 404 && parent !== undefined)
      ? { code: 'bad-request', charge: 'none' }
      : undefined;

async function listed(of: string, page: number, call: Call): Promise<readonly unknown[]> {
  const query = `page_num=${page}&page_size=${PAGE}&sort_by=-created_at`;
  const response = await call.fetch(`${API}${of}?${query}`, { headers: headersOf(call) });
  if (!response.ok) throw new ProblemError((await failedBy(response)).problem);
  const json = await read(response, call);
  // Bare, or in a wrapping.
  const lists = [json, ...Object.values(asRecord(json) ?? {})].map(asArray);
  return lists.find((list) => list) ?? fail('answer-malformed');
}

/** Of the two kinds of work that stand in one list, only ours. */
function lostIn(task: unknown, { of, who, how }: Asked): Lost3d[] {
  const id = asText(at(task, 'id')) ?? '';
  const type = asText(at(task, 'type')) ?? of;
  const mode = at(task, 'mode') ?? /-(preview|refine)$/.exec(type)?.[1];
  if (!isPathOf(id, 1, 1) || (mode !== undefined && mode !== how.mode)) return [];
  const echoed = (name: string) => at(task, name);
  const isEqual = ([name, value]: [string, Json]) => JSON.stringify(echoed(name)) === JSON.stringify(value);
  const isSame =
    mode === how.mode &&
    Object.entries(who).every(isEqual) &&
    Object.entries(how).every((field) => echoed(field[0]) === undefined || isEqual(field));
  const words = asText(echoed('prompt'))?.slice(0, 80);
  const about = [type, asText(at(task, 'status')), words].filter(Boolean).join(', ');
  return [{ operation: { of, id }, atMs: asNumber(at(task, 'created_at')) ?? 0, about, isSame }];
}
