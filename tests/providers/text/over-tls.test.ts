/** Makers of text against the servers that browsers meet too: real connections, real silences, real hanging up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leashedFetch } from '../../../lib/http/send';
import type { Delta, MakeCall } from '../../../lib/providers/makes';
import { allWires } from '../../../lib/providers/wires';
import { reachOnly } from '../../harness/node-network';
import { type Server, startServer } from '../../harness/server';
import { allStandIns } from '../../harness/stand-ins/all';
import { secretsIn } from '../../harness/wires';
import { textOf } from '../making';
import { inputOf, makerOf, watched } from './answering';

const MODELS: Readonly<Record<string, string>> = {
  openrouter: 'openai/gpt-6-luna',
  cerebras: 'gpt-oss-120b',
  groq: 'openai/gpt-oss-120b',
  mistral: 'mistral-small-latest',
  deepseek: 'deepseek-flash',
  together: 'openai/gpt-oss-120b',
  huggingface: 'openai/gpt-oss-120b',
};

const watches = new Map(
  allStandIns.filter(({ id }) => id in MODELS).map((standIn) => [standIn.id, watched(standIn)]),
);
let server: Server;
let putBack: () => void;

beforeAll(async () => {
  server = await startServer([...watches.values()].map(({ standIn }) => standIn));
  putBack = reachOnly(server);
});
afterAll(async () => {
  putBack();
  await server.close();
});

function ask(id: string, prompt: string, onText: (stop: () => void) => void = () => undefined) {
  const wire = allWires.find((candidate) => candidate.id === id);
  const kind = wire?.kinds[0];
  if (!wire || !kind) throw new Error(`no wire ${id}`);
  const secret = server.credential(id);
  const aborter = new AbortController();
  const deltas: Delta[] = [];
  const call: MakeCall = {
    kind: kind.id,
    secret,
    signal: aborter.signal,
    fetch: leashedFetch({
      origins: wire.originsFor(kind.id, secret),
      secrets: secretsIn(kind, secret),
      signal: aborter.signal,
      assertMaySend: () => undefined,
    }),
    partial(delta) {
      deltas.push(delta);
      if (delta.is === 'text') onText(() => aborter.abort(new DOMException('', 'AbortError')));
    },
  };
  const result = makerOf(wire).start(inputOf(prompt, { model: MODELS[id] ?? '' }), call);
  return { result, text: () => textOf(deltas), secret: secret.apiKey ?? '-' };
}

const billedTo = (secret: string) =>
  server.heard.filter(
    ({ headers, isBilled }) => isBilled && Object.values(headers).some((value) => value.includes(secret)),
  ).length;

describe.each(Object.keys(MODELS))('%s', (id) => {
  it('is understood byte by byte, with silences', async () => {
    const { result, text, secret } = ask(
      id,
      'say="Grüß dich 🦊!" cut=2 gap=150@3 quirks=bytes,crlf,comments',
    );
    expect(await result).toMatchObject({ is: 'done', ending: 'complete' });
    expect(text()).toBe('Grüß dich 🦊!');
    expect(billedTo(secret)).toBe(1);
  });

  it('that hangs up in the middle is thrown, with what had come', async () => {
    const { result, text, secret } = ask(id, 'pieces=9 every=20 drop@4');
    await expect(result).rejects.toMatchObject({ problem: { code: 'no-connection' } });
    expect(text()).toBe('word1 word2 word3 word4 ');
    expect(billedTo(secret)).toBe(1);
  });

  it('hears in the middle of a silence that somebody hung up, and writes no more', async () => {
    const seen = watches.get(id)?.seen ?? { isGone: false, written: 0 };
    seen.isGone = false;
    const { result, text } = ask(id, 'pieces=9 gap=25000@1', (stop) => stop());
    await expect(result).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    expect(text()).toBe('word1 ');
    await expect.poll(() => seen.isGone, { timeout: 5000 }).toBe(true);
  });
});

it('and no host heard what it should not', () => {
  expect(() => server.assertClean()).not.toThrow();
});
