import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../lib/http/answer';

const streamed = (...parts: Uint8Array[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    }),
  );

describe('reading an answer', () => {
  it('joins characters that were cut between reads', async () => {
    const bytes = new TextEncoder().encode('{"name":"Zoë 🦉"}');
    const answer = await readAnswer(streamed(...Array.from(bytes, (byte) => Uint8Array.of(byte))));
    expect(answer.json).toEqual({ name: 'Zoë 🦉' });
  });

  it('stops an answer that never ends, and lets go of it', async () => {
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024)),
      cancel: () => {
        isCancelled = true;
      },
    });
    await expect(readAnswer(new Response(endless), 10_000)).rejects.toMatchObject({
      problem: { code: 'answer-too-long' },
    });
    expect(isCancelled).toBe(true);
  });

  it.each([
    ['HTML', '<!doctype html><title>Sign in</title>'],
    ['nothing', ''],
    ['half of it', '{"data":'],
  ])('leaves json undefined for %s', async (_what, body) => {
    expect((await readAnswer(new Response(body))).json).toBeUndefined();
  });

  it('is not fooled by bytes that are no text', async () => {
    const answer = await readAnswer(streamed(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8)));
    expect(answer).toMatchObject({ status: 200, text: '', json: undefined });
  });
});
