/** What is true of every maker that speaks chat completions, told once; each one's own oddities stand in its own file. */
import { describe, expect, it } from 'vitest';
import type { TextInput, TextMaker, Turn } from '../../../lib/providers/makes';
import type { Wire } from '../../../lib/providers/shape';
import type { Said, StandIn } from '../../harness/stand-ins/shape';
import { makingWith } from '../making';
import { alike } from './alike';
import {
  type Answered,
  answer,
  doneOf,
  inputOf,
  judgementOf,
  makerOf,
  nextRound,
  person,
  tool,
} from './answering';

/** Problem, charge, wait, trouble with the key. */
export type Judgement = readonly [code: string, charge: string, again: string | number, keyTrouble: string];

interface Chatting<Name extends string> {
  readonly wire: Wire;
  readonly standIn: StandIn;
  readonly model: string;
  /** With which it shows what it thinks. */
  readonly effort?: string;
  /** Takes pictures; and one that does not. */
  readonly seeing: string;
  readonly blind: string;
  readonly errors: Readonly<Record<Name, Said>>;
  readonly judged: Readonly<Record<NoInfer<Name>, Judgement>>;
  /** In the middle of an answer. */
  readonly inside: NoInfer<Name>;
  readonly finish?: Readonly<Partial<Record<'stop' | 'length' | 'refusal' | 'tools', string>>>;
  readonly cachedInput?: number;
  /** What becomes of the bill when somebody hangs up. */
  readonly whenStopped: TextMaker['whenStopped'];
}

export interface Chat {
  ask(prompt: string, over?: Partial<TextInput>): Promise<Answered>;
  /** A round of two tools, and the one with their results. */
  rounds(over?: Partial<TextInput>, prompt?: string): Promise<readonly [Answered, Answered]>;
}

export const TOOLS = [tool('f'), tool('g')];
const CALLS = 'tool=f({"a":1,"b":"ä"}) tool=g({})';
const PNG = { media: 'image/png', base64: 'iVBORw0KGgo=' };

export function chatWith(wire: Wire, standIn: StandIn, model: string, effort?: string): Chat {
  const input = (prompt: string, over: Partial<TextInput> = {}) =>
    inputOf(prompt, { model, ...(effort ? { effort } : {}), ...over });
  return {
    ask: (prompt, over) => answer(wire, standIn, input(prompt, over)),
    async rounds(over = {}, prompt = `think=2 say="Let me see." ${CALLS}`) {
      const asked = input(prompt, { tools: TOOLS, ...over });
      const first = await answer(wire, standIn, asked);
      return [first, await answer(wire, standIn, nextRound(asked, first, wire.id))];
    },
  };
}

export function chatting<Name extends string>(about: Chatting<Name>): void {
  const { wire, standIn, model, effort, finish = {} } = about;
  const { ask, rounds } = chatWith(wire, standIn, model, effort);

  alike({
    wire,
    standIn,
    model,
    scripts: ['say="Grüß 🦊" cut=3 think=1 tool=f({"a":"ä"}) quirks=crlf,comments'],
  });

  describe('an answer', () => {
    it('is told with its thoughts apart, its tokens and its id, and was asked for once', async () => {
      const { result, text, thinking, making } = await ask('think=2 pieces=3');
      expect([text, thinking.trim()]).toEqual(['word1 word2 word3 ', 'Thought 1. Thought 2.']);
      expect(result).toMatchObject({
        is: 'done',
        ending: 'complete',
        finish: finish.stop ?? 'stop',
        calls: [],
        tokens: { input: 16, output: 11, reasoning: 8 },
        generationId: expect.stringMatching(/./),
      });
      expect(doneOf(result).tokens?.cachedInput).toBe(about.cachedInput);
      expect(result).not.toHaveProperty('costUsd');
      expect(making.billed()).toBe(1);
      expect(making.heard).toHaveLength(1);
    });

    it('without a count has none, and without a [DONE] it is whole', async () => {
      const { result, text } = await ask('pieces=3 usage=none quirks=no-done');
      expect(text).toBe('word1 word2 word3 ');
      expect(doneOf(result)).not.toHaveProperty('tokens');
    });

    it.each([
      ['length', 'length', finish.length ?? 'length'],
      ['refusal', 'refused', finish.refusal ?? 'content_filter'],
      ['tomorrow', 'complete', 'tomorrow'],
    ])('that ends by %s is %s', async (end, ending, word) => {
      expect((await ask(`say="So" end=${end}`)).result).toMatchObject({ ending, finish: word });
    });

    it('without a word is one', async () => {
      const { result, text } = await ask('say=""');
      expect([doneOf(result).ending, text]).toEqual(['complete', '']);
    });

    it('whose cap was used up by thoughts is empty and says that it was cut', async () => {
      const { result, text } = await ask('think=3 say="Never said."', { maxTokens: 12 });
      expect([doneOf(result).ending, text]).toEqual(['length', '']);
    });
  });

  describe('tools', () => {
    it('are called side by side, and go on with their results', async () => {
      const [first, second] = await rounds();
      expect(first.result).toMatchObject({
        ending: 'tools',
        finish: finish.tools ?? 'tool_calls',
        calls: [
          { name: 'f', args: '{"a":1,"b":"ä"}' },
          { name: 'g', args: '{}' },
        ],
      });
      const ids = doneOf(first.result).calls.map(({ id }) => id);
      expect(new Set(ids).size).toBe(2);
      expect(judgementOf(second.result)).toEqual(['done']);
      expect(second.result).toMatchObject({ ending: 'complete', calls: [] });
      expect(second.text).toBe('Let me see.');
      expect(second.body.messages).toMatchObject([
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ function: { name: 'f' } }, { function: { name: 'g' } }] },
        { role: 'tool', content: 'result 1' },
        { role: 'tool', content: 'result 2' },
      ]);
    });

    it('are not called by an answer that was cut', async () => {
      const { result } = await ask(`${CALLS} end=length`, { tools: TOOLS });
      expect(result).toMatchObject({ ending: 'length', calls: [] });
    });

    it('that were answered before somebody stopped and asked for something else are no hindrance', async () => {
      const input = inputOf(CALLS, { model, tools: TOOLS });
      const { turns } = nextRound(input, await answer(wire, standIn, input), wire.id);
      const { result } = await ask('', { tools: TOOLS, turns: [...turns, person('Never mind. pieces=1')] });
      expect(judgementOf(result)).toEqual(['done']);
    });

    it('that nobody answered are left out, and the conversation goes on', async () => {
      const input = inputOf(CALLS, { model, tools: TOOLS });
      const turns = nextRound(input, await answer(wire, standIn, input), wire.id).turns.slice(0, 2);
      const { result, body } = await ask('', { turns: [...turns, person('Never mind. pieces=1')] });
      expect(judgementOf(result)).toEqual(['done']);
      expect(JSON.stringify(body)).not.toContain('tool_calls');
    });

    it('that another service called are known to this one', async () => {
      const turns: Turn[] = [
        person('go'),
        {
          by: 'model',
          text: '',
          calls: [{ id: 'toolu_of-another', name: 'f', args: '{"a' }],
          echo: { provider: 'another', model, value: { message: { reasoning_details: [1] } } },
        },
        { by: 'tools', results: [{ id: 'toolu_of-another', name: 'f', content: '1', isError: false }] },
      ];
      expect(judgementOf((await ask('', { tools: TOOLS, turns })).result)).toEqual(['done']);
    });
  });

  describe('a picture', () => {
    const turns: Turn[] = [{ by: 'person', text: 'What is this? pieces=1', pictures: [PNG] }];

    it('goes after the words to a model that sees', async () => {
      const { result, body } = await ask('', { turns, model: about.seeing, effort: undefined });
      expect(judgementOf(result)).toEqual(['done']);
      expect(body.messages).toEqual([
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this? pieces=1' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
          ],
        },
      ]);
    });

    it('is refused by one that does not, without a cost', async () => {
      const { result, making } = await ask('', { turns, model: about.blind, effort: undefined });
      expect(judgementOf(result)).toEqual(['bad-request', 'none', '-', '-']);
      expect(making.billed()).toBe(0);
    });
  });

  it('an instruction, a temperature and the whole list of options are understood', async () => {
    const over = { system: 'Be brief.', temperature: 0.5, tools: TOOLS, maxTokens: 321 };
    const { result, body } = await ask('pieces=1', over);
    expect(judgementOf(result)).toEqual(['done']);
    expect(body.messages).toMatchObject([{ role: 'system', content: 'Be brief.' }, { role: 'user' }]);
    expect(body.max_tokens ?? body.max_completion_tokens).toBe(321);
  });

  it('every effort that the list names is one that the service knows', async () => {
    const models = await makerOf(wire).models(makingWith(wire, standIn).call);
    const pairs = models.flatMap(({ id, efforts = [] }) => efforts.map((level) => [id, level] as const));
    expect(pairs.length).toBeGreaterThan(0);
    for (const [id, level] of pairs) {
      const { result } = await ask('think=1 pieces=1', { model: id, effort: level });
      expect([id, level, ...judgementOf(result)]).toEqual([id, level, 'done']);
    }
  });

  it('a key that nobody issued is rejected, at work and for the list', async () => {
    const { call, billed } = makingWith(wire, standIn);
    const stranger = { ...call, secret: { apiKey: 'a-key-that-nobody-issued' } };
    const result = await makerOf(wire).start(inputOf('hello', { model }), stranger);
    expect(judgementOf(result)).toEqual(['key-rejected', 'none', '-', 'rejected']);
    await expect(makerOf(wire).models(stranger)).rejects.toMatchObject({ problem: { code: 'key-rejected' } });
    expect(billed()).toBe(0);
  });

  it('a person who stops it is told the truth about the bill', () => {
    expect(makerOf(wire).whenStopped).toBe(about.whenStopped);
  });

  it('a model that is gone is named so', async () => {
    const { result } = await ask('hello', { model: 'org/of-yesterday', effort: undefined });
    expect(judgementOf(result)).toEqual(['model-gone', 'none', '-', '-']);
  });

  describe('an error', () => {
    it.each(Object.keys(about.errors) as Name[])('%s', async (name) => {
      const { result, making } = await ask(`error=${name}`);
      expect(judgementOf(result)).toEqual(about.judged[name]);
      expect(making.billed()).toBe(0);
      expect(JSON.stringify(result)).not.toContain(making.call.secret.apiKey);
    });

    it('in the middle keeps the words before it, and is not known to be free', async () => {
      const { result, text, making } = await ask(`pieces=9 error=${about.inside}@3 quirks=no-done`);
      const [code] = about.judged[about.inside];
      expect(judgementOf(result)).toEqual([code, 'unknown', '-', '-']);
      expect(text).toBe('word1 word2 word3 ');
      expect(making.billed()).toBe(1);
    });

    it('as the very first thing, or instead of an answer that began well, is told as what it is', async () => {
      const [code] = about.judged[about.inside];
      for (const script of [
        `error=${about.inside}@0 quirks=error-first`,
        `error=${about.inside} quirks=in-200`,
      ])
        expect(judgementOf((await ask(script)).result)).toEqual([code, 'unknown', '-', '-']);
    });
  });
}
