/** Answers in words over `/chat/completions`, as recorded, and the refusals that only a conversation meets. */
import { fragments, streamed, Turns } from '../../frame-play';
import { jsonOf } from '../../picture-play';
import { readScript, type Script } from '../../script';
import { bearerOf, type Heard, type Said } from '../shape';
import { echoFault, keepThought } from './echo';
import { remember } from './generations';
import { imageErrors } from './image-errors';
import { isListed, lackOf, mustReason } from './text-models';

const turns = new Turns();
let made = 0;

const refuse = (code: number, message: string, metadata?: object): Said => ({
  status: code,
  headers: { 'access-control-allow-origin': '*', 'x-generation-id': `gen-refused-${code}` },
  body: { error: { code, message, ...(metadata ? { metadata } : {}), tomorrow: 1 }, user_id: 'user_0a1b2c' },
});

const AFFORDABLE = 9862;
const tooExpensive = refuse(
  402,
  `This request requires more credits, or fewer max_tokens. You requested up to 16384 tokens, but can only afford ${AFFORDABLE}. To increase, visit https://openrouter.ai/settings/credits and add more credits`,
  { limit_source: 'openrouter_credits', remedy_hint: '…', provider_name: null },
);

const mandatory = refuse(400, 'Reasoning is mandatory for this endpoint and cannot be disabled.');

/** Those of pictures are those of words too; some only words meet. */
export const textErrors: Readonly<Record<string, Said>> = {
  ...imageErrors,
  'too-expensive': tooExpensive,
  'mandatory-reasoning': mandatory,
  'context-length': refuse(400, "This endpoint's maximum context length is 32768 tokens.", {
    provider_name: 'OpenAI',
  }),
};

/** Also what an account says that lets nobody learn from it, whatever its requests say. */
export const dataPolicy = refuse(
  404,
  'No endpoints found matching your data policy (Free model training). Configure: https://openrouter.ai/settings/privacy',
  {
    routing_funnel: [{ step: 'Initial Endpoints', endpoint_count: 1 }],
    failed_routing_step: 'Filter by Data Policy',
  },
);

/** The same key, of an account that forbids its providers to learn from it. */
export const talkInPrivate = (heard: Heard): Said =>
  String(jsonOf(heard)?.model).endsWith(':free') ? dataPolicy : talk(heard);

interface Message {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly { readonly id: string }[];
  readonly tool_call_id?: string;
}

const FIELDS = ['model', 'messages', 'stream', 'max_tokens', 'temperature', 'tools', 'reasoning', 'provider'];

function refusalOf(body: Record<string, unknown>, messages: readonly Message[]): Said | undefined {
  const strange = Object.keys(body).find((name) => !FIELDS.includes(name));
  if (strange) return refuse(400, `Unrecognized key: ${strange}`);
  if (!isListed(body.model)) return refuse(400, `${body.model} is not a valid model ID`);
  if (typeof body.max_tokens !== 'number') return tooExpensive;
  // Those that cost nothing are paid with what is written to them.
  const { data_collection: collection } = (body.provider ?? {}) as { data_collection?: unknown };
  if (collection === 'deny' && String(body.model).endsWith(':free')) return dataPolicy;
  if (Array.isArray(body.tools) && body.tools.length === 0) return refuse(400, 'tools must not be empty');
  const image = messages.some(({ content }) => JSON.stringify(content ?? '').includes('"image_url"'));
  const lack = lackOf(body.model, { image, tools: body.tools !== undefined });
  if (lack) return refuse(404, `No endpoints found that support ${lack}`);
  const { effort } = (body.reasoning ?? {}) as { effort?: unknown };
  if (effort === 'none' && mustReason(body.model)) return mandatory;
  if (!isAnswered(messages)) return refuse(400, 'An assistant message with tool_calls must be answered');
  const lost = echoFault(String(body.model), messages);
  return lost ? refuse(400, 'Provider returned error', { provider_name: 'Ember', raw: lost }) : undefined;
}

/** Each call is answered right after it, and nothing is answered that was not called. */
function isAnswered(messages: readonly Message[]): boolean {
  const open = new Set<string>();
  for (const { role, tool_calls, tool_call_id } of messages) {
    if (role === 'tool' && !open.delete(tool_call_id ?? '')) return false;
    if (role !== 'tool' && open.size > 0) return false;
    for (const { id } of tool_calls ?? []) open.add(id);
  }
  return open.size === 0;
}

const wordsOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : Array.isArray(content)
      ? content.map((part) => (part as { text?: string }).text ?? '').join(' ')
      : '';

export function talk(heard: Heard): Said {
  const body = jsonOf(heard);
  if (!body || !Array.isArray(body.messages)) return refuse(400, 'Input must have at least 1 token.');
  const messages = body.messages as readonly Message[];
  const refusal = refusalOf(body, messages);
  if (refusal) return refusal;
  const prompt = wordsOf(messages.findLast(({ role }) => role === 'user')?.content);
  const script = turns.next(readScript(prompt), bearerOf(heard) ?? '');
  const { error } = script;
  if (error && error.at === undefined) {
    const isAffordable = error.name === 'too-expensive' && Number(body.max_tokens) <= AFFORDABLE;
    const said = textErrors[error.name];
    if (!said) throw new Error(`no error is called ${error.name} here`);
    if (!isAffordable) return script.quirks.has('patient') ? afterAWhile(said) : said;
  }
  const wantsTools = body.tools !== undefined && messages.at(-1)?.role !== 'tool';
  return answer(script, String(body.model), wantsTools ? script.tools : [], heard);
}

/** Longer than anything else takes, and shorter than anybody gives up. */
const afterAWhile = (said: Said): Said => ({ ...said, headers: { ...said.headers, 'retry-after': '40' } });

function answer(script: Script, model: string, tools: Script['tools'], heard: Heard): Said {
  made += 1;
  const id = `gen-1790000000-${String(made).padStart(20, '0')}`;
  const input = 16;
  const output = script.pieces.length + script.thinking.length * 4;
  const isBilled = isPaid(script);
  if (isBilled) remember(id, { costUsd: output * 1e-6, input, output, isImage: false }, heard);
  const about = { id, object: 'chat.completion.chunk', created: 1_790_000_000, model, provider: 'Ember' };
  const frame = (delta: object, finish: string | null = null, more: object = {}) =>
    `data: ${JSON.stringify({
      ...about,
      choices: [
        {
          index: 0,
          delta: { role: 'assistant', ...delta },
          finish_reason: finish,
          native_finish_reason: finish,
          tomorrow: 0,
        },
      ],
      ...more,
    })}\n\n`;
  const finish = tools.length ? 'tool_calls' : (ENDS[script.end] ?? script.end);
  const usage = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    cost: output * 1e-6,
    is_byok: false,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: script.thinking.length * 4 },
  };
  const details = detailsOf(script);
  const thoughts = script.thinking.map((reasoning, at) =>
    frame({ content: '', reasoning, reasoning_details: details.pieces[at] }),
  );
  const called = tools.map((tool, at) => ({ ...tool, id: `call_${made}_${at}` }));
  keepThought(model, called, details.whole);
  const calls = called.flatMap(({ id: callId, name, args }, index) => [
    frame({ tool_calls: [{ index, id: callId, type: 'function', function: { name, arguments: '' } }] }),
    ...fragments(args, 3).map((part) => frame({ tool_calls: [{ index, function: { arguments: part } }] })),
  ]);
  const last: Record<string, string[]> = {
    last: [frame({ content: '' }, finish), frame({ content: '' }, finish, { usage })],
    bare: [frame({ content: '' }, finish), `data: ${JSON.stringify({ ...about, choices: [], usage })}\n\n`],
    legacy: [frame({ content: '' }, finish), frame({ content: '' }, null, { usage })],
    none: [frame({ content: '' }, finish)],
  };
  const done = script.quirks.has('no-done') ? [] : ['data: [DONE]\n\n'];
  const said = streamed(
    script,
    {
      before: [': OPENROUTER PROCESSING\n\n', ...thoughts],
      pieces: tools.length ? [] : script.pieces.map((content) => [frame({ content })]),
      after: [...calls, ...(last[script.usage] ?? []), ...done],
      error: (name) =>
        isBilled
          ? frame({ content: '' }, null, { error: errorOf(name), usage })
          : frame({ content: '' }, 'error', { error: errorOf(name) }),
    },
    { 'x-generation-id': id, 'access-control-allow-origin': '*', 'cache-control': 'no-cache' },
  );
  const { isBilled: _, ...free } = said;
  return isBilled ? said : free;
}

/** An answer that ends with an error is not billed, unless the error comes in the chunk of the bill. */
const isPaid = ({ error, quirks }: Script): boolean => error?.at === undefined || quirks.has('error-in-bill');

/** In the pieces of the stream, and as they are when all has come: pieces of one index are one. */
function detailsOf({ thinking, quirks }: Script) {
  const text = { type: 'reasoning.text', format: 'unknown', index: 0 };
  const sealed = { type: 'reasoning.encrypted', id: 'rs_1', format: 'openai-responses-v1', index: 1 };
  const isSealed = quirks.has('sealed-thoughts');
  const pieces = thinking.map((thought, at) => [
    { ...text, text: thought, ...(at === thinking.length - 1 ? { signature: 'c2ln' } : {}) },
    ...(isSealed ? [{ ...sealed, data: `c${at}` }] : []),
  ]);
  // The readable ones come first, as in the stream, and each sealed one after its own words.
  const joined = { ...text, text: thinking.join(''), signature: 'c2ln' };
  const whole = thinking.length === 0 ? [] : isSealed ? pieces.flat() : [joined];
  return { pieces, whole };
}

const errorOf = (name: string): unknown =>
  (textErrors[name]?.body as { readonly error?: unknown } | undefined)?.error ?? { code: 500, message: name };

const ENDS: Readonly<Record<string, string>> = { refusal: 'content_filter' };
