/** A key that somebody takes out of use in the middle: what it paid for is still collected, and nothing new begins. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keyHandlers } from '../../entrypoints/background/handlers/keys';
import { stop } from '../../lib/jobs/orders';
import { isOver } from '../../lib/jobs/record';
import { start } from '../../lib/jobs/start';
import { enable } from '../../lib/keys/change';
import { readKeys } from '../../lib/keys/reads';
import { until } from '../harness/until';
import { codeOf } from '../keys/bench';
import { order, type Stage, setStage, started, untilJob } from './stage';

const PROVIDER = 'fal';
const picture = (prompt: string) =>
  order(prompt, { make: 'image', provider: PROVIDER, model: 'fal-ai/flux/schnell' });

let stage: Stage;
/** While it is on, nobody is told how far it is: that background hangs for ever, as a killed one would. */
let isHanging: boolean;
let hung: number;

beforeEach(async () => {
  stage = await setStage({ provider: PROVIDER });
  [isHanging, hung] = [true, 0];
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (!isHanging || !new URL(url).pathname.endsWith('/status')) return fetch(url, init);
    hung += 1;
    return new Promise<Response>((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  });
});

/** Paid for, and not there yet. */
async function underWay() {
  const job = await started(picture('A kettle'), ({ state }) => state.operation !== undefined);
  await until(async () => hung > 0, { what: 'the background to ask how far it is' });
  return job.request.id;
}

/** Another life of the background, which finds only what was written down. */
async function nextLife(): Promise<void> {
  vi.resetModules();
  const [runner, nudge] = await Promise.all([
    import('../../lib/jobs/runner'),
    import('../../lib/jobs/nudge'),
  ]);
  nudge.onNudge(() => void runner.pump());
  isHanging = false;
  await runner.pump();
}

const send = (name: string, input: object) =>
  codeOf(
    keyHandlers.find(({ contract }) => contract.name === name)?.handle(input as never, 'options') ??
      Promise.reject(new Error(`no ${name}`)),
  );

describe('a key that is disabled', () => {
  it('still collects what it paid for, in another life of the background too, and begins nothing', async () => {
    const id = await underWay();
    await enable(stage.keyId, false, null);
    await nextLife();
    expect((await untilJob(id, 'done')).state.images).toHaveLength(1);
    expect(stage.billed()).toBe(1);
    expect(await codeOf(start({ ...picture('Another'), keyId: stage.keyId }))).toBe('key-disabled');
  });

  it('still stops it at the service', async () => {
    const id = await underWay();
    await enable(stage.keyId, false, null);
    await stop(id);
    const { state } = await untilJob(id, (job) => isOver(job.state.place));
    expect(state.place).toBe('cancelled');
    expect(stage.heard.some(({ method, path }) => method === 'PUT' && path.endsWith('/cancel'))).toBe(true);
  });
});

describe('a key with unfinished work', () => {
  it('is neither removed nor replaced, says why, and goes when the work is done', async () => {
    const other = await stage.addKey();
    const id = await underWay();
    const replacing = { id: stage.keyId, kind: 'api-key', fields: { apiKey: 'another' } };
    expect(await send('keys/replace', replacing)).toBe('key-at-work');
    expect(await send('keys/remove', { id: stage.keyId, nextDefault: null })).toBe('key-at-work');
    // Another key of the same service has nothing to do with it.
    expect(await send('keys/remove', { id: other })).toBe('done');
    expect((await readKeys()).keys.find((key) => key.id === stage.keyId)?.removedAtMs).toBeNull();
    await nextLife();
    await untilJob(id, 'done');
    expect(await send('keys/remove', { id: stage.keyId, nextDefault: null })).toBe('done');
    expect((await readKeys()).keys.find((key) => key.id === stage.keyId)?.removedAtMs).not.toBeNull();
  });
});
