import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../lib/core/bytes';
import { plain } from './corpus-direct';
import { routed, type Sample } from './corpus-routed';
import { cutAt, hear, hearText, stream } from './reading';

const read = async (sample: Sample, pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<string> =>
  JSON.stringify(await hear(pieces, sample.reading));

const crlf = (sample: Sample): Sample => ({ ...sample, wire: sample.wire.replaceAll('\n', '\r\n') });

describe.each(Object.entries({ ...routed, ...plain }))('%s', (_name, sample) => {
  it('is read', async () => {
    const { text, thinking, refusal, outcome } = await hear(cutAt(sample.wire, []), sample.reading);
    expect({ text, thinking, refusal }).toEqual({
      text: sample.text ?? '',
      thinking: sample.thinking ?? '',
      refusal: sample.refusal ?? '',
    });
    expect(outcome).toMatchObject({ is: 'done', ...sample.done });
  });

  it('is the same wherever it is cut', async () => {
    const { outcome, ...whole } = await hear(cutAt(sample.wire, []), sample.reading);
    const same = JSON.stringify({ ...whole, outcome });
    for (const form of [sample, crlf(sample)]) {
      const { length } = utf8(form.wire);
      expect(await read(form, cutAt(form.wire, [...utf8(form.wire).keys()])), 'byte by byte').toBe(same);
      for (let place = 0; place < length; place += 1)
        if ((await read(form, cutAt(form.wire, [place]))) !== same)
          expect.fail(`not the same cut at ${place}`);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(utf8(sample.wire).length)),
        async (places) =>
          (await read(
            sample,
            cutAt(
              sample.wire,
              places.sort((a, b) => a - b),
            ),
          )) === same,
      ),
    );
  });
});

describe('an answer that stops before its own end', () => {
  const wire = routed['routed: thinking, then words, usage in a second last chunk']?.wire ?? '';
  const end = utf8(wire.slice(0, wire.indexOf('"finish_reason":"stop"'))).length;

  it('is cut, wherever it stops', async () => {
    const bytes = utf8(wire);
    for (let place = 0; place <= end; place += 1)
      await expect(hear([bytes.slice(0, place)]), `at ${place}`).rejects.toMatchObject({
        problem: { code: 'stream-cut' },
      });
  });

  it('is cut also when only [DONE] follows', async () => {
    await expect(
      hearText(stream({ choices: [{ delta: { content: 'Hi' } }] }, 'data: [DONE]')),
    ).rejects.toMatchObject({ problem: { code: 'stream-cut' } });
  });

  it('is whole when only what comes after the last word is lost', async () => {
    const last = { choices: [{ delta: { content: 'Hi' }, finish_reason: 'stop' }] };
    const { text, outcome } = await hearText(`${stream(last)}data: {"choices":[],"usa`);
    expect({ text, outcome }).toMatchObject({ text: 'Hi', outcome: { is: 'done', ending: 'complete' } });
  });

  it('is malformed when something in its middle cannot be read', async () => {
    await expect(
      hearText(stream('data: {"choices":[{"del', { choices: [{ delta: {}, finish_reason: 'stop' }] })),
    ).rejects.toMatchObject({ problem: { code: 'answer-malformed' } });
  });
});

describe('an error inside a 200', () => {
  const words = { choices: [{ index: 0, delta: { content: 'Half' }, finish_reason: null }] };
  const routed = (error: object) => ({
    id: 'gen-1',
    error,
    choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
  });
  const rows: [string, string, object][] = [
    [
      'a number',
      stream(words, routed({ code: 429, message: 'Slow' })),
      { problem: { code: 'rate-limited', values: { said: 'Slow', status: 429 } } },
    ],
    [
      'a word',
      stream(words, routed({ code: 'server_error', message: 'Oh' })),
      { problem: { code: 'provider-failed', values: { said: 'Oh' } } },
    ],
    [
      'a typed one',
      stream(routed({ code: 400, message: 'No', metadata: { error_type: 'context_length_exceeded' } })),
      { problem: { code: 'too-long' } },
    ],
    [
      'only the last word',
      stream(words, { choices: [{ delta: {}, finish_reason: 'error' }] }),
      { problem: { code: 'provider-failed' } },
    ],
    [
      'an event with a name',
      stream(
        words,
        `event: error\ndata: ${JSON.stringify({ error: { message: 'm', code: 'tool_use_failed', status_code: 400 } })}`,
      ),
      { problem: { code: 'tool-call-broken' } },
    ],
    [
      'beside a number',
      stream(words, { error: { message: 'm', type: 'server_error', code: null }, status_code: 500 }),
      { problem: { code: 'provider-failed', values: { status: 500 } } },
    ],
    [
      'a sentence',
      stream({ code: 'x', error: 'Model M does not support it' }),
      { problem: { code: 'provider-failed', values: { said: 'Model M does not support it' } } },
    ],
    [
      'inside the last usage',
      stream(
        words,
        {
          choices: [{ delta: { content: '' }, finish_reason: null }],
          usage: { prompt_tokens: 9, completion_tokens: 1, cost: 0.5 },
          error: { code: 400, message: 'Token limit reached' },
        },
        'data: [DONE]',
      ),
      { problem: { code: 'bad-request' }, charge: 'charged', costUsd: '0.5' },
    ],
    [
      'in the choice',
      stream({ choices: [{ delta: {}, finish_reason: 'error', error: { code: 502, message: 'Up' } }] }),
      { problem: { code: 'provider-failed', values: { status: 502 } } },
    ],
    [
      'no more room',
      stream(words, { choices: [{ delta: {}, finish_reason: 'insufficient_system_resource' }] }),
      { problem: { code: 'provider-busy' } },
    ],
  ];

  it.each(rows)('as %s', async (_name, wire, expected) => {
    for (const pieces of [cutAt(wire, []), cutAt(wire, [...utf8(wire).keys()])]) {
      const { text, outcome } = await hear(pieces);
      expect(outcome).toMatchObject({ is: 'failed', charge: 'unknown', ...expected });
      expect(outcome).not.toHaveProperty('again');
      expect(text).toBe(wire.includes('Half') ? 'Half' : '');
    }
  });

  const JSON_TYPE = { headers: { 'content-type': 'application/json' } };
  it('instead of the whole answer', async () => {
    for (const body of [
      { error: { code: 402, message: 'Insufficient credits' } },
      { message: 'Insufficient credits', type: 'x', code: 402 },
      [{ error: { code: 402, message: 'Insufficient credits' } }],
    ])
      expect((await hearText(` \n${JSON.stringify(body)}`, {}, JSON_TYPE)).outcome).toMatchObject({
        is: 'failed',
        charge: 'unknown',
        keyTrouble: 'credit',
        problem: { code: 'no-credit', values: { said: 'Insufficient credits' } },
      });
  });

  it('is told from a whole answer that was not streamed', async () => {
    const body = {
      id: 'x',
      choices: [
        {
          finish_reason: 'tool_calls',
          message: {
            content: 'Hi',
            reasoning: 'Hm',
            refusal: null,
            tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '' } }],
          },
        },
      ],
      usage: { prompt_tokens: 9, completion_tokens: 7, total_tokens: 16 },
    };
    const { text, thinking, outcome } = await hearText(JSON.stringify(body), {}, JSON_TYPE);
    expect({ text, thinking, outcome }).toMatchObject({
      text: 'Hi',
      thinking: 'Hm',
      outcome: {
        ending: 'tools',
        calls: [{ id: 'a', name: 'f', args: '{}' }],
        tokens: { input: 9, output: 7 },
      },
    });
  });

  it('and what is neither is malformed', async () => {
    for (const body of ['', '{}', 'null', '<html>'])
      await expect(hearText(body, {}, JSON_TYPE)).rejects.toMatchObject({
        problem: { code: 'answer-malformed' },
      });
  });
});
