import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../../lib/core/bytes';
import { readEvents, type StreamEvent } from '../../../lib/providers/wire/events';

const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

const cutAt = (bytes: Uint8Array<ArrayBuffer>, places: readonly number[]) => {
  const ends = [...places, bytes.length];
  return ends.map((end, at) => bytes.slice(ends[at - 1] ?? 0, end));
};

const answer = (pieces: readonly Uint8Array<ArrayBuffer>[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    }),
  );

async function read(response: Response, caps?: Parameters<typeof readEvents>[1]): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(response, caps)) events.push(event);
  return events;
}

const LINES = [
  ': OPENROUTER PROCESSING',
  '',
  'data: {"text":"grüß 🦊 dich"}',
  '',
  ':',
  'event: ping',
  'data:first',
  'data: second',
  '',
  'id: 7',
  'retry: 10',
  'some-field: of tomorrow',
  'event: error',
  'data: {"a": ": data: b"}',
  '',
  'event: nothing follows',
  '',
  'data: [DONE]',
];
const EVENTS = [
  { event: '', data: '{"text":"grüß 🦊 dich"}' },
  { event: 'ping', data: 'first\nsecond' },
  { event: 'error', data: '{"a": ": data: b"}' },
  { event: '', data: '[DONE]' },
];

describe('the events of a stream', () => {
  const forms: [string, Uint8Array<ArrayBuffer>][] = [
    ['LF', utf8(`${LINES.join('\n')}\n\n`)],
    ['CRLF', utf8(`${LINES.join('\r\n')}\r\n\r\n`)],
    ['CR', utf8(`${LINES.join('\r')}\r\r`)],
    ['a BOM first', concat(BOM, utf8(`${LINES.join('\n')}\n\n`))],
    ['no blank line at the end', utf8(LINES.join('\n'))],
    ['one line end at the end', utf8(`${LINES.join('\r\n')}\r\n`)],
  ];

  it.each(forms)('are the same wherever it is cut: %s', async (_name, bytes) => {
    for (let place = 0; place <= bytes.length; place += 1)
      expect(await read(answer(cutAt(bytes, [place])))).toEqual(EVENTS);
    expect(await read(answer(cutAt(bytes, [...bytes.keys()])))).toEqual(EVENTS);
  });

  it('are the same however it is cut', async () => {
    const [name] = forms;
    const bytes = name?.[1] ?? utf8('');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (places) => {
        expect(
          await read(
            answer(
              cutAt(
                bytes,
                places.sort((a, b) => a - b),
              ),
            ),
          ),
        ).toEqual(EVENTS);
      }),
    );
  });

  it('are none without a body', async () => {
    expect(await read(new Response(null))).toEqual([]);
  });

  it('have a cap each, and all together', async () => {
    const caps = { event: 1000, whole: 5000 };
    const long = utf8(`data: ${'x'.repeat(2000)}\n\n`);
    const many = utf8(`data: ${'x'.repeat(500)}\n\n`.repeat(10));
    for (const bytes of [long, many])
      await expect(read(answer(cutAt(bytes, [100, 1500])), caps)).rejects.toMatchObject({
        problem: { code: 'answer-too-long' },
      });
    expect(await read(answer([many.slice(0, 4000)]), caps)).toHaveLength(8);
  });

  it('pass on what the connection throws, after what had arrived', async () => {
    let pulls = 0;
    const broken = new ReadableStream({
      pull(controller) {
        pulls += 1;
        if (pulls === 1) controller.enqueue(utf8('data: 1\n\ndata: 2'));
        else controller.error(new TypeError('network error'));
      },
    });
    const seen: string[] = [];
    await expect(
      (async () => {
        for await (const { data } of readEvents(new Response(broken))) seen.push(data);
      })(),
    ).rejects.toThrow('network error');
    expect(seen).toEqual(['1']);
  });

  it('stop the answer when nobody reads on', async () => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(utf8('data: again\n\n')),
      cancel: () => {
        isCancelled = true;
      },
    });
    for await (const { data } of readEvents(new Response(endless))) if (data === 'again') break;
    expect(isCancelled).toBe(true);
  });
});
