// https://openrouter.ai/docs/api-reference/images (recorded answers of 2026-10-02)
import { usdOf } from '../../../core/money';
import { ProblemError, problem } from '../../../core/problem';
import type { Failed, ImageInput, ImageMaker, ImageStep, Json, MadeImage, MakeCall, Told } from '../../makes';
import { bearer } from '../../wire/ask';
import { failedBy, failedInside } from '../../wire/failure';
import { chosenOf, findPicture, readParts, toDataUrl } from '../../wire/pictures';
import { asArray, asText, at } from '../../wire/read';
import { API, imageModels } from './image-models';
import { price } from './image-price';
import { judge, judgePicture } from './refusal';
import { findCost, spent } from './spending';

export const image: ImageMaker = {
  models: imageModels,
  price,
  whenStopped: 'unknown',
  findCost,
  spent,
  start: (input, call) => (input.known?.route === 'chat' ? viaChat(input, call) : viaImages(input, call)),
};

/** What has come of one request so far. */
interface Gathered {
  readonly images: MadeImage[];
  text: string;
  told: Told;
  finish: string | undefined;
  isWhole: boolean;
  failed: Failed | undefined;
}

async function viaImages(input: ImageInput, call: MakeCall): Promise<ImageStep> {
  const chosen = chosenOf(input);
  const body = {
    model: input.model,
    prompt: input.prompt,
    ...chosen,
    ...(input.references.length ? { input_references: toParts(input) } : {}),
    // How several pictures share one stream is told nowhere.
    ...(input.known?.hasPreviews && (chosen.n ?? 1) === 1 ? { stream: true } : {}),
  };
  const response = await post(call, '/images', body);
  if (!response.ok) return failedBy(response, judgePicture);
  const gathered = begin(response, call);
  for await (const part of readParts(response, call)) takeImagesPart(part, gathered, response.headers, call);
  if (gathered.failed) return gathered.failed;
  if (!gathered.isWhole) throw new ProblemError(problem('stream-cut'));
  return gathered.images.length > 0 ? done(gathered) : malformed();
}

async function viaChat(input: ImageInput, call: MakeCall): Promise<ImageStep> {
  const chosen = chosenOf(input);
  const body = {
    model: input.model,
    messages: [{ role: 'user', content: [{ type: 'text', text: input.prompt }, ...toParts(input)] }],
    modalities: input.known?.makes.includes('text') ? ['image', 'text'] : ['image'],
    ...(Object.keys(chosen).length ? { image_config: chosen } : {}),
    max_tokens: Math.min(input.known?.outputTokens ?? MOST_TOKENS, MOST_TOKENS),
    stream: true,
  };
  const response = await post(call, '/chat/completions', body);
  if (!response.ok) return failedBy(response, judge);
  const gathered = begin(response, call);
  for await (const part of readParts(response, call)) takeChatPart(part, gathered, response.headers, call);
  if (gathered.failed) return gathered.failed;
  if (!gathered.finish) throw new ProblemError(problem('stream-cut'));
  return gathered.images.length > 0 ? done(gathered) : withoutPicture(gathered);
}

/** Without a limit the dearest answer there could be is reserved; a picture takes far fewer. */
const MOST_TOKENS = 16_384;

const toParts = ({ references }: ImageInput) =>
  references.map((picture) => ({ type: 'image_url', image_url: { url: toDataUrl(picture) } }));

const post = (call: MakeCall, path: string, body: Json) =>
  call.fetch(`${API}${path}`, {
    method: 'POST',
    headers: { ...bearer(call.secret.apiKey ?? ''), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

function begin(response: Response, call: MakeCall): Gathered {
  const generationId = response.headers.get('x-generation-id') ?? undefined;
  if (generationId) call.partial({ is: 'generation', id: generationId });
  return {
    images: [],
    text: '',
    told: { generationId },
    finish: undefined,
    isWhole: false,
    failed: undefined,
  };
}

function takeImagesPart(part: unknown, gathered: Gathered, headers: Headers, call: MakeCall): void {
  if (at(part, 'error')) gathered.failed = failedInside(part, headers, judgePicture);
  takeUsage(part, gathered);
  const type = at(part, 'type');
  if (type === 'image_generation.partial_image') {
    const bytes = findPicture(at(part, 'b64_json'));
    if (bytes) call.partial({ is: 'preview', bytes });
  } else if (type === 'image_generation.text_chunk') {
    takeText(at(part, 'text'), gathered, call, /think|reason/.test(asText(at(part, 'phase')) ?? ''));
  } else {
    const made = asArray(at(part, 'data')) ?? (at(part, 'b64_json') ? [part] : []);
    for (const entry of made) takePicture(at(entry, 'b64_json'), gathered);
    gathered.isWhole ||= made.length > 0 || at(part, 'data') !== undefined;
  }
}

function takeChatPart(part: unknown, gathered: Gathered, headers: Headers, call: MakeCall): void {
  if (at(part, 'error')) gathered.failed = failedInside(part, headers, judge);
  takeUsage(part, gathered);
  const choice = asArray(at(part, 'choices'))?.[0];
  gathered.finish = asText(at(choice, 'finish_reason')) ?? gathered.finish;
  const message = at(choice, 'delta') ?? at(choice, 'message');
  takeText(at(message, 'reasoning'), gathered, call, true);
  takeText(at(message, 'content'), gathered, call, false);
  for (const entry of asArray(at(message, 'images')) ?? [])
    takePicture(at(entry, 'image_url', 'url'), gathered);
}

function takeText(text: unknown, gathered: Gathered, call: MakeCall, isThinking: boolean): void {
  if (typeof text !== 'string' || text === '') return;
  call.partial({ is: isThinking ? 'thinking' : 'text', text });
  if (!isThinking) gathered.text += text;
}

function takePicture(text: unknown, gathered: Gathered): void {
  const bytes = findPicture(text);
  if (bytes) gathered.images.push({ bytes });
}

function takeUsage(part: unknown, gathered: Gathered): void {
  const usage = at(part, 'usage');
  if (!usage) return;
  const input = at(usage, 'prompt_tokens');
  const output = at(usage, 'completion_tokens');
  const costUsd = usdOf(at(usage, 'cost'));
  gathered.told = {
    ...gathered.told,
    ...(typeof input === 'number' && typeof output === 'number' ? { tokens: { input, output } } : {}),
    ...(costUsd === undefined ? {} : { costUsd }),
  };
}

const done = ({ images, text, told }: Gathered): ImageStep => ({
  is: 'done',
  images,
  ...told,
  ...(text ? { text } : {}),
});

const malformed = () => {
  throw new ProblemError(problem('answer-malformed'));
};

/** It answered and was paid, but with words alone. */
function withoutPicture({ text, told, finish }: Gathered): Failed {
  const isRefused = finish === 'content_filter';
  const said = text.trim().slice(0, 300);
  const isFree = told.costUsd !== undefined && Number(told.costUsd) === 0;
  return {
    is: 'failed',
    problem: problem(isRefused ? 'moderated' : 'no-picture', said ? { said } : undefined),
    charge: isFree ? 'none' : told.costUsd ? 'charged' : 'unknown',
    ...told,
  };
}
