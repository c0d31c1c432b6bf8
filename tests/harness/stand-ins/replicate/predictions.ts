/**
 * Predictions: begun, asked after, ended. A script says how: `every=400` is the time until it is done, `quirks=` `slow`
 * (done when asked for the third time), `stuck` (never begins), `working` (never ends), `removed` (an hour went by),
 * `string`, `object` (other shapes of what was made), `foreign-file`, `stumbles`, `empty`, `gone`, `unpaid`.
 */
import { mediaOf, pictureAs } from '../../picture-bytes';
import { delivered, jsonOf, playOf, strangers } from '../../picture-play';
import type { Script } from '../../script';
import { bearerOf, type Case, type Heard, LOWER, letters, type Said, type StandIn } from '../shape';
import { closed, createErrors, endings, invalid, notFound } from './errors';
import { MODELS, modelAnswers, refusedInput } from './models';

const FILES = 'replicate.delivery';
/** One of the community's, which is run by its version alone. */
export const VERSION = 'ab'.repeat(32);

interface Prediction {
  readonly id: string;
  readonly key: string | undefined;
  readonly model: string;
  readonly input: Record<string, unknown>;
  readonly script: Script;
  readonly end: { readonly status: string; readonly error: string | null };
  readonly endMs: number;
  readonly output: unknown;
  asked: number;
  cancelled: string | undefined;
}

const predictions = new Map<string, Prediction>();
const files = new Map<string, Uint8Array>();
const named = Object.fromEntries(
  Object.keys(endings).map((name): [string, Said] => [name, { status: 201, body: name }]),
);

const create = (official: boolean) => (heard: Heard) => {
  const body = jsonOf(heard);
  if (!body) return invalid('body', 'is no JSON');
  const model = official ? heard.path.replace(/^\/v1\/models\/|\/predictions$/g, '') : 'ember/community';
  if (official && !(heard.path.endsWith('/predictions') && MODELS[model])) return notFound;
  const [strange] = strangers(body, [
    'input',
    'webhook',
    'webhook_events_filter',
    'stream',
    ...(official ? [] : ['version']),
  ]);
  if (strange) return closed(strange);
  if (!official && body.version !== VERSION) return createErrors['no-version'] ?? notFound;
  const input = (body.input ?? {}) as Record<string, unknown>;
  const { script, refusal } = playOf(String(input.prompt ?? ''), heard, { ...createErrors, ...named });
  const name = script.error?.name ?? '';
  if (refusal && name in createErrors) return refusal;
  return (
    refusedInput(model, input) ?? begin(heard, model, input, script, refusal ? endings[name] : undefined)
  );
};

function begin(
  heard: Heard,
  model: string,
  input: Record<string, unknown>,
  script: Script,
  end: Prediction['end'] | undefined,
): Said {
  const prediction: Prediction = {
    id: letters(`prediction ${predictions.size}`, 26, LOWER),
    key: bearerOf(heard),
    model,
    input,
    script,
    end: end ?? { status: 'succeeded', error: null },
    endMs: Date.now() + script.everyMs,
    output: outputOf(input, script),
    asked: 0,
    cancelled: undefined,
  };
  predictions.set(prediction.id, prediction);
  const { isBilled: _, afterMs: __, ...said } = delivered({ status: 201, body: toBody(prediction) }, script);
  return end || script.quirks.has('stuck') ? said : { ...said, isBilled: true };
}

function outputOf(input: Record<string, unknown>, { quirks }: Script): unknown {
  const count = Number(input.num_outputs ?? input.number_of_images ?? 1);
  const urls = Array.from({ length: count }, (_, at) => {
    const bytes = pictureAs(input.output_format ?? 'webp', files.size + at);
    const path = `/xezq/${letters(`file ${files.size}`, 32, LOWER)}/out-${at}`;
    files.set(path, bytes);
    return `https://${quirks.has('foreign-file') ? 'evilreplicate.delivery' : FILES}${path}`;
  });
  if (quirks.has('removed')) return null;
  if (quirks.has('string')) return urls[0];
  return quirks.has('object') ? { image: urls[0], more: { others: urls.slice(1) }, count } : urls;
}

function statusOf({ script, end, endMs, asked, cancelled }: Prediction): string {
  const { quirks } = script;
  if (cancelled) return cancelled;
  if (quirks.has('stuck') || (quirks.has('slow') && asked < 2)) return 'starting';
  if (quirks.has('working') || (quirks.has('slow') && asked < 3)) return 'processing';
  return Date.now() < endMs ? 'processing' : end.status;
}

function toBody(prediction: Prediction): object {
  const { id, model, input, script, end, output } = prediction;
  const status = statusOf(prediction);
  const isOver = status === end.status;
  return {
    ...(script.quirks.has('empty') ? {} : { id }),
    model,
    version: 'hidden',
    input: script.quirks.has('removed') ? {} : input,
    output: isOver && status === 'succeeded' ? output : null,
    error: isOver ? end.error : null,
    logs: '',
    status,
    source: 'api',
    data_removed: script.quirks.has('removed'),
    created_at: '2026-11-21T12:00:00.000Z',
    started_at: null,
    completed_at: null,
    metrics: isOver ? { predict_time: 1.2, total_time: 1.4 } : {},
    // Where a reply says that it lies is not where the key goes.
    urls: {
      get: `https://evil.example/v1/predictions/${id}`,
      cancel: `https://evil.example/v1/predictions/${id}/cancel`,
      web: `https://replicate.com/p/${id}`,
    },
    a_field_of_tomorrow: 1,
  };
}

function find(heard: Heard): { readonly prediction: Prediction; readonly rest: string } | undefined {
  const [, id = '', rest = ''] = /^\/v1\/predictions\/(\w+)(\/\w+)?$/.exec(heard.path) ?? [];
  const prediction = predictions.get(id);
  return prediction && prediction.key === bearerOf(heard) ? { prediction, rest } : undefined;
}

function read(heard: Heard): Said {
  const found = find(heard);
  if (found?.rest !== '') return notFound;
  const { prediction } = found;
  const { quirks } = prediction.script;
  prediction.asked += 1;
  if (quirks.has('stumbles') && prediction.asked === 1) return createErrors['throttled-header'] ?? notFound;
  if (quirks.has('gone')) return notFound;
  if (quirks.has('unpaid')) return createErrors['no-credit'] ?? notFound;
  return { status: 200, body: toBody(prediction) };
}

/** What had begun is billed for the time it used. */
function cancel(heard: Heard): Said {
  const found = find(heard);
  if (found?.rest !== '/cancel') return notFound;
  const { prediction } = found;
  const status = statusOf(prediction);
  if (status === 'starting') prediction.cancelled = 'aborted';
  if (status === 'processing') prediction.cancelled = 'canceled';
  return { status: 200, body: toBody(prediction) };
}

export const imageAnswers: Case['answers'] = {
  ...modelAnswers,
  'POST /v1/models/*': create(true),
  'POST /v1/predictions': create(false),
  'GET /v1/predictions/*': read,
  'POST /v1/predictions/*': cancel,
};

export const imageFiles: NonNullable<StandIn['files']> = {
  hosts: [FILES],
  answer: ({ path }) => {
    const bytes = files.get(path);
    return bytes && { status: 200, headers: { 'content-type': mediaOf(bytes) }, body: bytes };
  },
};
