// https://fal.ai/docs/platform-apis/v1/models/requests/by-endpoint (read 2026-10)
import { fail, ProblemError, problem } from '../../../core/problem';
import { readAnswer } from '../../../http/answer';
import { toSendError } from '../../../http/send';
import { fromOf, optionsOf } from '../../form-3d';
import type { Failed, Json } from '../../makes';
import { type Done3d, type Input3d, type Lost3d, type Made3d, type Maker3d, VIEWS } from '../../makes-3d';
import type { Call } from '../../shape';
import { failedBy } from '../../wire/failure';
import { isPathOf } from '../../wire/pending';
import { toDataUrl, unreferable } from '../../wire/pictures';
import { asArray, asRecord, asText, at } from '../../wire/read';
import { headersOf } from './headers';
import { type Into, NUMBERS, rows3d } from './models-3d';
import { askAfter, cancel, operationOf, submit } from './queue';

const RECORDS = 'https://api.fal.ai/v1/models/requests/by-endpoint';
const POLL_MS = 3_000;
const MOST_PAGES = 3;
/** A picture as letters, each time it was sent. */
const MOST_RECORD_BYTES = 64 * 1024 * 1024;

export const model3d: Maker3d = {
  models: async () => rows3d.map(({ model }) => model),
  whenStopped: 'depends',
  cancel,

  async start(input, call) {
    const asked = askedOf(input);
    return 'is' in asked ? asked : submit(asked.endpoint, asked.body, call, POLL_MS);
  },

  poll: (operation, call) => askAfter(operation, call, filesIn, POLL_MS),

  async findLost(input, { fromMs, toMs }, call) {
    const asked = askedOf(input);
    if ('is' in asked) return [];
    const found: Lost3d[] = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const json = await recordsOf(asked.endpoint, { fromMs, toMs, cursor }, call);
      const items = asArray(at(json, 'items')) ?? fail('answer-malformed');
      found.push(...items.flatMap((item) => lostIn(item, asked)));
      cursor = asText(at(json, 'next_cursor')) ?? '';
      if (!cursor) break;
    }
    return found.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  },
};

interface Asked {
  readonly endpoint: string;
  readonly body: Readonly<Record<string, Json>>;
}

/** It never goes out when what was asked for could only be made in part. */
function askedOf(input: Input3d): Asked | Failed {
  const { model: id, prompt, pictures, options, parent } = input;
  const row = rows3d.find(({ model }) => model.id === id);
  const from = fromOf(parent !== undefined, pictures.length);
  if (!row) return { is: 'failed', problem: problem('model-gone'), charge: 'none' };
  const { step } = row.model;
  const into = row.into[from];
  const inPictures = into ? picturesFor(into, pictures) : {};
  if (!step?.from.includes(from) || !inPictures) return unreferable();
  if (from === 'text' ? !prompt.trim() : prompt && !row.words) return unreferable();
  if (prompt.length > (step.mostPrompt ?? 0))
    return { is: 'failed', problem: problem('too-long'), charge: 'none' };
  const sent = optionsOf(row.model, { from, options }) as Asked['body'];
  // Left to itself it is on, and brings the texture back, with its price.
  const chosen = Object.entries(sent.texture === false ? { ...sent, pbr: false } : sent);
  const words = prompt ? { [from === 'text' ? 'prompt' : (row.words ?? 'prompt')]: prompt } : {};
  const numbered = chosen.map(([name, value]) => [name, NUMBERS.has(name) ? Number(value) : value] as const);
  return {
    endpoint: row.endpoint[from] ?? id,
    body: { ...words, ...Object.fromEntries(numbered), ...inPictures },
  };
}

/** Undefined when a side would be taken for another one, or the front is missing. */
function picturesFor(into: Into, pictures: Input3d['pictures']): Asked['body'] | undefined {
  const inOrder = VIEWS.flatMap((view) => pictures.find((one) => one.view === view) ?? []);
  const urls = inOrder.map(({ picture }) => toDataUrl(picture));
  const [only = ''] = urls;
  if (urls.length < pictures.length) return undefined;
  if (into === 'image_url') return { image_url: only };
  const hasFront = pictures.length === 1 || inOrder[0]?.view === 'front';
  const isWithoutGap = inOrder.every(({ view }, at) => view === VIEWS[at]);
  if (!hasFront || (into === 'in-order' && !isWithoutGap)) return undefined;
  if (into !== 'by-name') return { [into === 'in-order' ? 'image_urls' : into]: urls };
  return Object.fromEntries(
    urls.map((url, at) => [`${at === 0 ? 'input' : inOrder[at]?.view}_image_url`, url] as const),
  );
}

/** Each endpoint has names of its own for the same; what it is, its bytes say. */
const MODELS = [
  ['rigged_character_glb'],
  ['model_glb'],
  ['model_mesh'],
  ['model_urls', 'glb'],
  ['model_urls', 'fbx'],
  ['rigged_character_fbx'],
  ['model_urls', 'usdz'],
  ['model_urls', 'stl'],
  ['model_urls', 'obj'],
  ['model_obj'],
];

function filesIn(result: unknown): Done3d {
  const meshes = (asArray(at(result, 'model_meshes')) ?? []).map((file) => at(file, 'url'));
  const urls = [...MODELS.map((path) => at(result, ...path, 'url')), ...meshes].flatMap(
    (url) => asText(url) || [],
  );
  if (urls.length === 0) return fail('answer-malformed');
  const poster = asText(at(result, 'thumbnail', 'url')) ?? asText(at(result, 'rendered_image', 'url'));
  const files: Made3d[] = [...new Set(urls)].map((url) => ({ role: 'model', url }));
  return { is: 'done', files: [...files, ...(poster ? [{ role: 'poster', url: poster } as const] : [])] };
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cursor: string;
}

async function recordsOf(endpoint: string, { fromMs, toMs, cursor }: Span, call: Call): Promise<unknown> {
  const query = new URLSearchParams({
    endpoint_id: endpoint,
    start: new Date(fromMs).toISOString(),
    end: new Date(toMs).toISOString(),
    limit: '100',
    // Without it nothing tells what was asked for.
    expand: 'payloads',
    ...(cursor ? { cursor } : {}),
  });
  const response = await call.fetch(`${RECORDS}?${query}`, { headers: headersOf(call) });
  // Not every key may look there: that nothing was found would then prove nothing.
  if (!response.ok) throw new ProblemError((await failedBy(response)).problem);
  try {
    return (await readAnswer(response, MOST_RECORD_BYTES)).json;
  } catch (error) {
    throw toSendError(error, call.signal);
  }
}

function lostIn(item: unknown, { endpoint, body }: Asked): Lost3d[] {
  const id = asText(at(item, 'request_id')) ?? '';
  const atMs = Date.parse(asText(at(item, 'sent_at')) ?? asText(at(item, 'started_at')) ?? '');
  if (!isPathOf(id, 1, 1) || Number.isNaN(atMs)) return [];
  const echo = asRecord(at(item, 'json_input')) ?? {};
  const names = new Set([...Object.keys(echo), ...Object.keys(body)]);
  const isSame = [...names].every((name) => JSON.stringify(echo[name]) === JSON.stringify(body[name]));
  const status = at(item, 'status_code');
  const about = [endpoint, status ? String(status) : '', asText(echo.prompt)?.slice(0, 80)];
  return [{ operation: operationOf(endpoint, id), atMs, about: about.filter(Boolean).join(', '), isSame }];
}
