/** `/images` and pictures in a conversation, as strict as the lists say what each model can do. */
import { base64Of, jpeg, largePng, mediaOf, pictureAs, png, svg } from '../../picture-bytes';
import { delivered, jsonOf, type Play, pictureIn, playOf, strangers } from '../../picture-play';
import type { Sending } from '../../script';
import type { Case, Heard, Said } from '../shape';
import { remember } from './generations';
import { imageErrors, invalid, notAModel, unsupported } from './image-errors';
import { capabilities, listed, offersAt, priced } from './image-models';

const CORS = { 'access-control-allow-origin': '*' };
const COST = 0.014;
let made = 0;

/** A picture that fails is not billed, and known to nobody. */
function begun(prefix: string, heard: Heard, isBilled: boolean): string {
  made += 1;
  const id = `${prefix}-179000${made}-abcdefghij`;
  if (isBilled) remember(id, { costUsd: COST, input: 19, output: 4096, isImage: true }, heard);
  return id;
}

const headersOf = (id: string) => ({
  ...CORS,
  'x-generation-id': id,
  'x-provider-name': 'Black Forest Labs',
});
const usage = {
  prompt_tokens: 19,
  completion_tokens: 4096,
  total_tokens: 4115,
  cost: COST,
  is_byok: false,
  prompt_tokens_details: { cached_tokens: 0 },
  cost_details: { upstream_inference_cost: COST },
  completion_tokens_details: { reasoning_tokens: 0, image_tokens: 4096 },
};

const FIELDS = [
  'model',
  'prompt',
  'n',
  'aspect_ratio',
  'resolution',
  'size',
  'quality',
  'output_format',
  'background',
  'output_compression',
  'seed',
  'stream',
  'input_references',
];

function refusalOf(body: Record<string, unknown>): Said | undefined {
  const model = listed.find(({ id, isChat }) => id === body.model && !isChat);
  if (!model) return notAModel(String(body.model));
  const strange = strangers(body, FIELDS);
  if (strange.length) return invalid(`Unrecognized key(s): ${strange}`);
  if (typeof body.prompt !== 'string' || body.prompt === '') return invalid('prompt is required');
  if (body.stream !== undefined && !model.streams) return invalid('This model does not stream');
  if ('size' in body && ('resolution' in body || 'aspect_ratio' in body))
    return invalid('size conflicts with resolution and aspect_ratio');
  for (const [name, value] of Object.entries(body)) {
    if (['model', 'prompt', 'stream'].includes(name)) continue;
    const told = model.parameters[name] as
      | { type: string; values?: string[]; min: number; max: number }
      | undefined;
    if (!isAllowed(told, name, value)) return unsupported(model.id, `${name} "${value}"`);
  }
  return undefined;
}

function isAllowed(
  told: { type: string; values?: string[]; min: number; max: number } | undefined,
  name: string,
  value: unknown,
): boolean {
  if (!told) return false;
  if (name === 'input_references') return areReferences(value, told.max);
  if (told.type === 'enum') return told.values?.includes(String(value)) === true;
  if (name === 'seed') return Number.isSafeInteger(value);
  return typeof value === 'number' && value >= told.min && value <= told.max;
}

const areReferences = (value: unknown, most: number): boolean =>
  Array.isArray(value) &&
  value.length <= most &&
  value.every((part) => part.type === 'image_url' && pictureIn(part.image_url?.url));

function picturesFor(body: Record<string, unknown>): Uint8Array[] {
  // Gemini takes no notice of the format.
  const picture = (number: number) =>
    String(body.model).startsWith('google/')
      ? jpeg()
      : String(body.model).includes('vector')
        ? svg()
        : pictureAs(body.output_format, number);
  return Array.from({ length: Number(body.n ?? 1) }, (_, at) => picture(made + at));
}

/** As large as most models make them. */
const WIDE = { width: 1600, height: 1200 };

const paint = (heard: Heard): Said => {
  const body = jsonOf(heard);
  if (!body) return invalid('Input must be JSON');
  const play = playOf(String(body.prompt), heard, imageErrors);
  const refusal = play.refusal ?? refusalOf(body);
  if (refusal) return refusal;
  const id = begun('gen-img', heard, play.inside === undefined);
  const pictures = play.script.quirks.has('wide') ? [png(0, WIDE)] : picturesFor(body);
  if (body.stream === true) return streamed(id, pictures[0] ?? png(), play);
  const quirks = play.script.quirks;
  const data = quirks.has('empty') ? [] : pictures.map(toEntry);
  if (play.inside) return { status: 200, headers: headersOf(id), body: imageErrors[play.inside]?.body };
  return delivered(
    { status: 200, headers: headersOf(id), body: { created: 0, data, usage, tomorrow: 1 } },
    play.script,
  );
};

const toEntry = (bytes: Uint8Array) => ({
  b64_json: base64Of(bytes),
  media_type: mediaOf(bytes),
  tomorrow: [],
});

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

function streamed(id: string, picture: Uint8Array, { script, inside }: Play): Said {
  const { dropAt, everyMs, quirks } = script;
  const partial = (index: number) => ({
    type: 'image_generation.partial_image',
    partial_image_index: index,
    b64_json: base64Of(quirks.has('large') ? largePng() : png(200 + index)),
  });
  const stream = async (sending: Sending) => {
    await sending.write(': \n\n');
    for (const index of [0, 1]) {
      await sending.wait(everyMs / 2);
      if (dropAt === index + 1) return sending.drop();
      if (inside && script.error?.at === index)
        return void (await sending.write(event({ type: 'error', error: insideOf(inside) })));
      await sending.write(event(partial(index)));
      await sending.write(': \n\n');
    }
    await sending.write(event({ type: 'image_generation.something_new', tomorrow: 1 }));
    if (quirks.has('cut')) return;
    const entry = quirks.has('empty') ? {} : toEntry(picture);
    await sending.write(
      event({ type: 'image_generation.completed', ...entry, created: 1_790_000_000, usage }),
    );
    if (!quirks.has('no-done')) await sending.write('data: [DONE]\n\n');
  };
  const isPaid = inside === undefined;
  return {
    status: 200,
    headers: { ...headersOf(id), 'content-type': 'text/event-stream' },
    ...(isPaid ? { isBilled: true as const } : {}),
    ...(dropAt === 0 ? { isDropped: true as const } : {}),
    stream,
  };
}

/** In a stream the code is a word. */
const insideOf = (name: string) => {
  const body = imageErrors[name]?.body as { error: { message: string } } | undefined;
  return { message: body?.error.message ?? name, code: 'server_error', type: 'server_error', param: null };
};

/** A conversation that is to answer with a picture; undefined for one with words alone. */
export function paintInChat(heard: Heard): Said | undefined {
  const body = jsonOf(heard);
  if (!body || !Array.isArray(body.modalities) || !body.modalities.includes('image')) return undefined;
  const content = (
    body.messages as { content: { type: string; text?: string; image_url?: { url: string } }[] }[]
  )[0]?.content;
  const prompt = content?.find(({ type }) => type === 'text')?.text ?? '';
  const { refusal, script } = playOf(prompt, heard, imageErrors);
  if (refusal) return refusal;
  const strange = strangers(body, [
    'model',
    'messages',
    'modalities',
    'image_config',
    'max_tokens',
    'stream',
  ]);
  if (strange.length) return invalid(`Unrecognized key(s): ${strange}`);
  if (!listed.some(({ id, isChat }) => isChat && id === body.model)) return notAModel(String(body.model));
  if (typeof body.max_tokens !== 'number' || body.max_tokens > 8192) return invalid('max_tokens');
  if (content?.some((part) => part.type === 'image_url' && !pictureIn(part.image_url?.url)))
    return invalid('image');
  const id = begun('gen', heard, true);
  const images = script.end === 'refusal' ? [] : [png(made)];
  const parts = images.map((bytes, index) => ({
    type: 'image_url',
    index,
    image_url: { url: `data:image/png;base64,${base64Of(bytes)}` },
  }));
  const finish = script.quirks.has('filtered') ? 'content_filter' : 'stop';
  return body.stream === true && !script.quirks.has('whole')
    ? chatStream(id, parts, finish, script)
    : delivered(
        {
          status: 200,
          headers: headersOf(id),
          body: {
            id,
            object: 'chat.completion',
            model: body.model,
            choices: [
              {
                index: 0,
                finish_reason: finish,
                message: { role: 'assistant', content: 'Here you go', images: parts },
              },
            ],
            usage,
          },
        },
        script,
      );
}

function chatStream(id: string, images: readonly unknown[], finish: string, script: Play['script']): Said {
  const chunk = (delta: object, more: object = {}, finish_reason: string | null = null) =>
    event({ id, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }], ...more });
  const stream = async (sending: Sending) => {
    await sending.write(': OPENROUTER PROCESSING\n\n');
    await sending.wait(script.everyMs);
    if (script.dropAt === 1) return sending.drop();
    await sending.write(
      chunk({ role: 'assistant', content: images.length ? 'Here you go' : 'I cannot paint that.' }),
    );
    if (images.length) await sending.write(chunk({ role: 'assistant', content: '', images }));
    if (script.quirks.has('cut')) return;
    await sending.write(chunk({ content: '' }, {}, finish));
    await sending.write(chunk({ content: '' }, { usage }, finish));
    await sending.write('data: [DONE]\n\n');
  };
  return {
    status: 200,
    headers: { ...headersOf(id), 'content-type': 'text/event-stream' },
    isBilled: true,
    ...(script.dropAt === 0 ? { isDropped: true as const } : {}),
    stream,
  };
}

/** The list of models, when pictures are asked for. */
export const imageModelList = (heard: Heard): Said | undefined =>
  heard.query.get('output_modalities') === 'image'
    ? { status: 200, headers: CORS, body: { data: priced, tomorrow: 1 } }
    : undefined;

export const imageAnswers: Case['answers'] = {
  'GET /api/v1/images/models': { status: 200, headers: CORS, body: { data: capabilities, tomorrow: 1 } },
  'GET /api/v1/images/models/*': offersAt,
  'POST /api/v1/images': paint,
};
