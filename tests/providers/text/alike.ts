/** What is true of every maker of text, whatever its wire: cuts, drops, ends, hanging up, and where the secret goes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta } from '../../../lib/providers/makes';
import type { Model } from '../../../lib/providers/model';
import type { Wire } from '../../../lib/providers/shape';
import type { StandIn } from '../../harness/stand-ins/shape';
import { makingWith, textOf } from '../making';
import { answer, inputOf, makerOf, record, replay, tool, watched } from './answering';

interface Alike {
  readonly wire: Wire;
  readonly standIn: StandIn;
  readonly model: string;
  readonly known?: Model;
  /** Answers to be cut at every byte. Short ones: each byte is one whole reading. */
  readonly scripts: readonly string[];
}

const TOOLS = [tool('f'), tool('g')];

/** How the text was cut into deltas is the wire's business; what they say is not. */
const joined = (deltas: readonly Delta[]) =>
  (['text', 'thinking', 'refusal'] as const).map((is) => textOf(deltas, is));

export function alike({ wire, standIn, model, known, scripts }: Alike): void {
  const input = (prompt: string) => inputOf(prompt, { model, known, tools: TOOLS });

  describe('however the wire cuts it', () => {
    it.each(scripts)('%s', async (script) => {
      const recording = await record(wire, standIn, input(script));
      const whole = await replay(wire, recording, [], input(script));
      expect(whole.result.is).toBe('done');
      const wanted = { result: whole.result, told: joined(whole.deltas) };
      const assertSame = async (cuts: readonly number[]) => {
        const { result, deltas } = await replay(wire, recording, cuts, input(script));
        expect({ result, told: joined(deltas) }).toEqual(wanted);
      };
      const { length } = recording.bytes;
      for (let cut = 1; cut < length; cut += 1) await assertSame([cut]);
      await assertSame(Array.from({ length }, (_, at) => at));
      const cuts = fc.array(fc.integer({ min: 0, max: length }), { maxLength: 60 });
      await fc.assert(fc.asyncProperty(cuts, assertSame), { numRuns: 100 });
    });
  });

  describe('a connection', () => {
    it('that dies in the middle is thrown, and what had come was told', async () => {
      // A connection that dies takes along what nobody has read yet, so the pieces come one after the other.
      const making = makingWith(wire, watched(standIn).standIn);
      const asked = makerOf(wire).start(input('pieces=9 drop@4'), making.call);
      await expect(asked).rejects.toThrow();
      expect(textOf(making.deltas)).toBe('word1 word2 word3 word4 ');
      expect(making.billed()).toBe(1);
    });

    it('that dies before a byte is thrown', async () => {
      const making = makingWith(wire, standIn);
      await expect(makerOf(wire).start(input('drop@0'), making.call)).rejects.toThrow();
      expect(making.billed()).toBe(1);
    });

    it('that ends before the last word of its protocol was cut, not done', async () => {
      const making = makingWith(wire, standIn);
      const asked = makerOf(wire).start(input('pieces=3 quirks=no-end'), making.call);
      await expect(asked).rejects.toMatchObject({ problem: { code: 'stream-cut' } });
      expect(textOf(making.deltas)).toBe('word1 word2 word3 ');
    });

    it('that is hung up is heard to be', async () => {
      const { standIn: listening, seen } = watched(standIn);
      const making = makingWith(wire, listening);
      const partial = (delta: Delta) => delta.is === 'text' && making.stop();
      const asked = makerOf(wire).start(input('pieces=500'), { ...making.call, partial });
      await expect(asked).rejects.toThrow();
      await expect.poll(() => seen.isGone).toBe(true);
      expect(seen.written).toBeLessThan(100);
    });
  });

  it('the secret goes into one header, and nowhere else', async () => {
    const { making } = await answer(wire, standIn, input('hello'));
    await makerOf(wire).models(making.call);
    const secret = making.call.secret.apiKey ?? '-';
    for (const { headers, ...rest } of making.heard) {
      expect(Object.values(headers).filter((value) => value.includes(secret))).toHaveLength(1);
      expect(JSON.stringify([rest.path, String(rest.query), rest.body])).not.toContain(secret);
    }
    expect(making.heard.length).toBeGreaterThan(1);
  });
}
