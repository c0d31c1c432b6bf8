/** What a maker of text makes of an answer, and what was asked for it. */
import type {
  Delta,
  Failed,
  MakeCall,
  TextDone,
  TextInput,
  ToolSpec,
  Turn,
} from '../../../lib/providers/makes';
import type { Wire } from '../../../lib/providers/shape';
import { type Said, type StandIn, say } from '../../harness/stand-ins/shape';
import { type Making, makingWith, textOf } from '../making';

export const person = (text: string): Turn => ({ by: 'person', text, pictures: [] });

export const tool = (name: string): ToolSpec => ({
  name,
  description: `Does ${name}`,
  parameters: {
    type: 'object',
    properties: { a: { type: 'number' }, b: { type: 'string' } },
  },
});

export type Input = Partial<TextInput> & { readonly model: string };

export const inputOf = (prompt: string, over: Input): TextInput => ({
  turns: [person(prompt)],
  maxTokens: 1000,
  tools: [],
  ...over,
});

export interface Answered {
  readonly result: TextDone | Failed;
  readonly text: string;
  readonly thinking: string;
  readonly refusal: string;
  readonly making: Making;
  /** The body of the last request, as JSON. */
  readonly body: Record<string, unknown>;
}

export const makerOf = (wire: Wire) => {
  const maker = wire.makes?.text;
  if (!maker) throw new Error(`${wire.id} makes no text`);
  return maker;
};

export async function answer(wire: Wire, standIn: StandIn, input: TextInput): Promise<Answered> {
  const making = makingWith(wire, standIn);
  const result = await makerOf(wire).start(input, making.call);
  const told = (is: 'text' | 'thinking' | 'refusal') => textOf(making.deltas, is);
  return {
    result,
    text: told('text'),
    thinking: told('thinking'),
    refusal: told('refusal'),
    making,
    body: JSON.parse(making.heard.at(-1)?.body ?? '{}'),
  };
}

/** What an error is turned into, as a table has it. */
export const judgementOf = (result: TextDone | Failed) =>
  result.is === 'done'
    ? ['done']
    : [
        result.problem.code,
        result.charge,
        result.again ? (result.again.afterMs ?? 'again') : '-',
        result.keyTrouble ?? '-',
      ];

export const doneOf = (result: TextDone | Failed): TextDone => {
  if (result.is !== 'done') throw new Error(`failed: ${JSON.stringify(result)}`);
  return result;
};

/** The turns after a round of tools: what the model said, and a result for each of its calls. */
export function nextRound(input: TextInput, answered: Answered, providerId: string): TextInput {
  const done = doneOf(answered.result);
  const echo = { provider: providerId, model: input.model, value: done.echo ?? null };
  return {
    ...input,
    turns: [
      ...input.turns,
      {
        by: 'model',
        text: answered.text,
        calls: done.calls,
        echo: done.echo === undefined ? undefined : echo,
      },
      {
        by: 'tools',
        results: done.calls.map(({ id, name }, at) => ({
          id,
          name,
          content: `result ${at + 1}`,
          isError: at === 1,
        })),
      },
    ],
  };
}

interface Recording {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
  readonly call: MakeCall;
}

/** The bytes of an answer, to be cut in every way. */
export async function record(wire: Wire, standIn: StandIn, input: TextInput): Promise<Recording> {
  const { call } = makingWith(wire, standIn);
  const kept: Recording[] = [];
  const fetch: MakeCall['fetch'] = async (url, init) => {
    const response = await call.fetch(url, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    kept.push({ bytes, headers: response.headers, call });
    return new Response(bytes, { headers: response.headers });
  };
  await makerOf(wire).start(input, { ...call, fetch });
  const [recording] = kept;
  if (!recording) throw new Error('nothing was asked');
  return recording;
}

/** The same answer once more, arriving in these pieces. */
export async function replay(
  wire: Wire,
  { bytes, headers, call }: Recording,
  cuts: readonly number[],
  input: TextInput,
) {
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  const pieces = edges.slice(1).map((end, at) => bytes.slice(edges[at], end));
  const deltas: Delta[] = [];
  const fetch = async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) if (piece.length) controller.enqueue(piece);
          controller.close();
        },
      }),
      { headers },
    );
  const partial = (delta: Delta) => void deltas.push(delta);
  const result = await makerOf(wire).start(input, { ...call, fetch, partial });
  return { result, deltas };
}

/** The stand-in, telling whether whoever asked hung up before its answer was over. */
export function watched(standIn: StandIn) {
  const seen = { isGone: false, written: 0 };
  const watch = (said: Said): Said => {
    const { stream } = said;
    if (!stream) return said;
    const write = (sending: Parameters<typeof stream>[0]) => async (text: string | Uint8Array) => {
      if (!sending.isGone) seen.written += 1;
      await sending.write(text);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return {
      ...said,
      stream: async (sending) => {
        await stream({
          write: write(sending),
          wait: (ms) => sending.wait(ms),
          drop: () => sending.drop(),
          get isGone() {
            return sending.isGone;
          },
        });
        seen.isGone = sending.isGone;
      },
    };
  };
  const cases = standIn.cases.map((row) => ({
    ...row,
    answers: Object.fromEntries(
      Object.entries(row.answers).map(([key, answering]) => [
        key,
        (heard: Parameters<typeof say>[1]) => watch(say(answering, heard)),
      ]),
    ),
  }));
  return { standIn: { ...standIn, cases }, seen };
}
