/**
 * The queue: what is accepted is worked on whether anybody asks or not, and called completed whatever came of it.
 * A script says how: `every=400` is the time until it is done, `quirks=` `slow` (done when asked for the third time),
 * `stuck` (never begins), `working` (never ends), `foreign`, `foreign-file`, `expired`, `black`, `stumbles`, `empty`,
 * `no-files` (a model without any), `lag` (not in the records at first), `no-records` (this key may not read them).
 */
import { randomUUID } from 'node:crypto';
import { black, mediaOf, pictureAs } from '../../picture-bytes';
import { delivered, jsonOf, playOf } from '../../picture-play';
import type { Script } from '../../script';
import type { Case, Heard, Said, StandIn } from '../shape';
import { ENDPOINTS, inputError } from './endpoints';
import { ENDPOINTS_3D, inputError3d, priceOf } from './endpoints-3d';
import { notFound, SPENT, submitErrors, workErrors } from './errors';
import { recordsOf } from './records';
import { result3d } from './results-3d';

const QUEUE = 'queue.fal.run';
const FILES = 'v3b.fal.media';

export interface Work {
  readonly id: string;
  readonly endpoint: string;
  readonly sentMs: number;
  /** The first two parts of the endpoint: all that the addresses keep of it. */
  readonly place: string;
  readonly key: string;
  readonly script: Script;
  readonly error: Said | undefined;
  readonly body: Record<string, unknown>;
  readonly endMs: number;
  asked: number;
  listed: number;
  isCancelled: boolean;
}

const works = new Map<string, Work>();
const files = new Map<string, Uint8Array>();
/** Of models, in thousandths of a dollar. */
const bills: number[] = [];

const json = (status: number, body: object): Said => ({
  status,
  headers: { 'access-control-allow-origin': '*', 'x-fal-request-id': '0a1b2c3d' },
  body,
});
const NOT_FOUND = json(404, { status: 'NOT_FOUND' });

function submit(heard: Heard): Said {
  const endpoint = heard.path.slice(1);
  if (heard.host !== QUEUE) throw new Error(`nothing is posted to ${heard.host}`);
  const is3d = ENDPOINTS_3D.has(endpoint);
  if (!is3d && !ENDPOINTS.has(endpoint)) return notFound(endpoint);
  const body = jsonOf(heard);
  if (!body) return json(400, { detail: 'The body is no JSON object' });
  const prompt = String(body.prompt ?? body.texture_prompt ?? '');
  const { script, refusal } = playOf(prompt, heard, { ...submitErrors, ...workErrors });
  const name = script.error?.name ?? '';
  if (refusal && name in submitErrors) return refusal;
  const error = refusal ?? (is3d ? inputError3d(endpoint, body) : inputError(endpoint, body));
  const work: Work = {
    id: randomUUID(),
    endpoint,
    sentMs: Date.now(),
    place: endpoint.split('/').slice(0, 2).join('/'),
    key: heard.headers.authorization ?? '',
    script,
    error,
    body,
    endMs: Date.now() + script.everyMs,
    asked: 0,
    listed: 0,
    isCancelled: false,
  };
  works.set(work.id, work);
  const isBilled = (!error || SPENT.has(name)) && !script.quirks.has('stuck');
  const { isBilled: _, afterMs: __, ...said } = delivered(json(200, toReceipt(work)), script);
  if (isBilled && is3d) bills.push(priceOf(endpoint, body));
  return isBilled ? { ...said, isBilled } : said;
}

function toReceipt({ id, place, script }: Work): object {
  const url = `https://${QUEUE}/${place}/requests/${id}`;
  const strange = script.quirks.has('foreign')
    ? `https://${QUEUE}.evil.example/${place}/requests/${id}`
    : url;
  return {
    status: 'IN_QUEUE',
    ...(script.quirks.has('empty') ? {} : { request_id: id }),
    response_url: url,
    ...(script.quirks.has('empty') ? {} : { status_url: `${strange}/status` }),
    cancel_url: `${url}/cancel`,
    queue_position: 0,
    a_field_of_tomorrow: 1,
  };
}

/** `/owner/app/requests/id` and what follows: the whole name of an endpoint is no address here. */
function workAt(heard: Heard): { readonly work: Work; readonly rest: string } | undefined {
  if (heard.host !== QUEUE) throw new Error(`${heard.method} ${heard.host}${heard.path} is not on the sheet`);
  const [, place, id, rest = ''] = /^\/([^/]+\/[^/]+)\/requests\/([^/]+)(\/\w+)?$/.exec(heard.path) ?? [];
  const work = works.get(id ?? '');
  if (!work || work.place !== place || work.key !== heard.headers.authorization) return undefined;
  return { work, rest };
}

function read(heard: Heard): Said {
  const found = workAt(heard);
  if (!found)
    return /\/requests\//.test(heard.path) ? NOT_FOUND : json(405, { detail: 'Method Not Allowed' });
  const { work, rest } = found;
  const { quirks } = work.script;
  if (quirks.has('expired') || work.isCancelled) return NOT_FOUND;
  if (rest === '/status') return statusOf(work, heard);
  if (rest !== '') return json(405, { detail: 'Method Not Allowed' });
  if (placeOf(work) !== 'COMPLETED') return json(400, { detail: 'Request is still in progress' });
  return work.error ?? (ENDPOINTS_3D.has(work.endpoint) ? modelOf(work) : resultOf(work));
}

function modelOf({ endpoint, body, script }: Work): Said {
  const isEmpty = script.quirks.has('no-files');
  const made = result3d(endpoint, body, (name, bytes) => keep(bytes, script, name));
  return json(200, isEmpty ? { model_glb: null, seed: 7 } : made);
}

function placeOf({ script, endMs, asked }: Work): 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED' {
  const { quirks, everyMs } = script;
  if (quirks.has('stuck') || (quirks.has('slow') && asked < 2)) return 'IN_QUEUE';
  if (quirks.has('working') || (quirks.has('slow') && asked < 3)) return 'IN_PROGRESS';
  const leftMs = endMs - Date.now();
  return leftMs <= 0 ? 'COMPLETED' : leftMs > everyMs / 2 ? 'IN_QUEUE' : 'IN_PROGRESS';
}

function statusOf(work: Work, heard: Heard): Said {
  work.asked += 1;
  if (work.script.quirks.has('stumbles') && work.asked === 1)
    return {
      status: 503,
      headers: { 'content-type': 'text/html', 'retry-after': '1' },
      body: '<html></html>',
    };
  if (work.script.quirks.has('locked')) return submitErrors['no-credit'] ?? NOT_FOUND;
  const status = placeOf(work);
  const logs = heard.query.get('logs') === '1' ? [{ message: 'half', level: 'INFO', timestamp: '' }] : null;
  const about = { status, request_id: work.id, a_field_of_tomorrow: 1 };
  if (status === 'IN_QUEUE') return json(202, { ...about, queue_position: null });
  if (status === 'IN_PROGRESS') return json(202, { ...about, logs });
  const failed = work.error ? { error: 'The request failed', error_type: 'model_error' } : {};
  return json(200, { ...about, logs, metrics: { inference_time: 0.4 }, ...failed });
}

function resultOf({ body, script }: Work): Said {
  const isBlack = script.quirks.has('black');
  const images = Array.from({ length: Number(body.num_images ?? 1) }, (_, at) => {
    const bytes = isBlack ? black() : pictureAs(body.output_format ?? 'jpeg', files.size + at);
    return { url: keep(bytes, script), content_type: mediaOf(bytes), width: 1024, height: 768 };
  });
  const said = json(200, {
    images,
    timings: { inference: 0.4 },
    has_nsfw_concepts: images.map(() => isBlack),
    prompt: body.prompt,
  });
  // The seed is larger than any safe integer: written by hand.
  const text = JSON.stringify({ ...(said.body as object), seed: 'SEED' }).replace(
    '"SEED"',
    '18446744073709551615',
  );
  const headers = { ...said.headers, 'content-type': 'application/json', 'x-fal-billable-units': '1' };
  return { ...said, headers, body: text };
}

function keep(bytes: Uint8Array, script: Script, name = 'picture'): string {
  const part = randomUUID().slice(0, 8);
  const path = `/files/b/${part}/${name}`;
  files.set(path, bytes);
  return `https://${script.quirks.has('foreign-file') ? 'fal.media.evil.example' : FILES}${path}`;
}

function cancel(heard: Heard): Said {
  const found = workAt(heard);
  if (found?.rest !== '/cancel') return NOT_FOUND;
  const { work } = found;
  const status = placeOf(work);
  if (status === 'COMPLETED') return json(400, { status: 'ALREADY_COMPLETED' });
  if (status === 'IN_PROGRESS') return json(202, { status: 'CANCELLATION_REQUESTED' });
  work.isCancelled = true;
  return json(200, { status: 'CANCELLED' });
}

const records = (heard: Heard): Said => {
  const mine = [...works.values()].filter(({ key }) => key === heard.headers.authorization);
  return recordsOf(heard, mine);
};

export const queueAnswers: Case['answers'] = {
  'POST /*': submit,
  'GET /v1/models/requests/by-endpoint': records,
  'GET /*': read,
  'PUT /*': cancel,
};

export const queueFiles: NonNullable<StandIn['files']> = {
  hosts: [FILES],
  answer: ({ path }) => {
    const bytes = files.get(path);
    const headers = bytes && {
      'content-type': path.endsWith('picture') ? mediaOf(bytes) : 'binary/octet-stream',
      'access-control-allow-origin': '*',
    };
    return bytes && headers ? { status: 200, headers, body: bytes } : undefined;
  },
};

/** For tests: how often this prompt's work was asked after. */
export const askedAfter = (prompt: string): number =>
  [...works.values()].filter(({ body }) => body.prompt === prompt).reduce((sum, { asked }) => sum + asked, 0);

/** For tests: what the models cost so far, one after the other. */
export const billsOf = (): readonly number[] => bills;

export const forgetWorks = (): void => {
  works.clear();
  bills.length = 0;
};
