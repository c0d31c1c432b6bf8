/** From the row to the sealed file and back to the purse: whatever is lost between, one wish is one creation. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDb } from '../../../lib/db/open';
import { keepFile, readFile } from '../../../lib/files/store';
import { adopt } from '../../../lib/jobs/orders-3d';
import type { Job, Order } from '../../../lib/jobs/record';
import { findRunning, pump } from '../../../lib/jobs/runner';
import { start } from '../../../lib/jobs/start';
import { touch } from '../../../lib/vault/session';
import { png } from '../../harness/picture-bytes';
import { type Books, booksOf } from '../../harness/stand-ins/tripo/account';
import { forgetUploads } from '../../harness/stand-ins/tripo/pictures';
import { forgetTasks, plan } from '../../harness/stand-ins/tripo/tasks';
import { order, readJob, readLedger, type Stage, setStage } from '../../jobs/stage';

const realNow = Date.now.bind(Date);
let aheadMs = 0;
let stage: Stage;

beforeEach(async () => {
  forgetTasks();
  stage = await setStage({ provider: 'tripo' });
  await touch(null);
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [] });
  aheadMs += 60_000;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs);
});

const key = () =>
  /^Bearer (\S+)$/.exec(
    stage.heard.find(({ headers }) => headers.authorization)?.headers.authorization ?? '',
  )?.[1] ?? '';
const books = (): Books => booksOf(key());
const posts = (path: string) => stage.heard.filter((one) => one.method === 'POST' && one.path === path);

const BEST = 'v3.1-20260211';
const wish = (prompt: string, over: Partial<Order> = {}): Order =>
  order(prompt, { make: 'model3d', provider: 'tripo', model: BEST, keyId: stage.keyId, ...over });

/** Brings it on, minutes at a time, until it stands there. */
async function until(id: string, isThere: (state: Job['state']) => boolean): Promise<Job> {
  for (let times = 0; times < 100; times += 1) {
    await pump();
    await findRunning(id)?.ended;
    const job = await readJob(id);
    if (isThere(job.state)) return job;
    // Who looks for something lost does so by the side, and pauses between two questions.
    const isLooking = job.state.place === 'uncertain';
    aheadMs += isLooking ? 1_000 : 31_000;
    await new Promise((resolve) => setTimeout(resolve, isLooking ? 100 : 0));
  }
  const { state } = await readJob(id);
  throw new Error(`It is ${state.place} ${JSON.stringify(state.problem)}.`);
}

async function done(ordered: Order): Promise<Job> {
  await start(ordered);
  return until(ordered.id, ({ place, isBooked }) => place === 'done' && isBooked === true);
}

it('a wish is paid once, kept whole, and stands in the books as it was told', async () => {
  const { state } = await done(wish('A kettle quirks=slow,decimals'));
  expect(state).toMatchObject({ credits: 19.4, cost: { usd: '0.194', how: 'told' } });
  expect(state.made?.map(({ role }) => role)).toEqual(['model', 'poster', 'reference']);
  const [model] = state.made ?? [];
  expect(model).toMatchObject({
    file: { media: 'model/gltf-binary' },
    figures: { triangles: 4, parts: ['body'] },
  });
  const bytes = model && (await readFile(model.file));
  expect(Buffer.from(bytes ?? []).toString('latin1', 0, 4)).toBe('glTF');
  expect(books()).toMatchObject({ creations: [{}], taken: 19.4 });
  expect(await readLedger()).toEqual([expect.objectContaining({ usd: '0.194', credits: 19.4 })]);
});

it('the same picture goes there once, as long as it is known there', async () => {
  const file = await keepFile(new Uint8Array(png(3)), { media: 'image/png', name: 'kettle.png' });
  await done(wish('', { files: [file] }));
  await done(wish('', { files: [file] }));
  expect([posts('/v3/files').length, books().uploads.length]).toEqual([1, 1]);
  // Nothing of how it was called here leaves.
  expect(posts('/v3/files')[0]?.body).not.toContain('kettle');
  forgetUploads(key());
  await done(wish('', { files: [file] }));
  expect(books().uploads).toHaveLength(2);
  expect(books()).toMatchObject({ creations: [{}, {}, {}], taken: 90 });
});

it('steps follow one another on the key that made it, each from what the one before found', async () => {
  const model = await done(wish('A knight'));
  await stage.addKey();
  const next = (parent: Job, over: Partial<Order>) =>
    done(wish('', { parent: parent.request.id, conversation: model.request.conversation, ...over }));
  const check = await next(model, { model: 'rig-check' });
  expect(check.state).toMatchObject({ facts: { riggable: true, rigType: 'biped' }, cost: { usd: '0' } });
  const rig = await next(check, { model: 'rig:biped' });
  expect(rig.state.facts).toEqual({ rigType: 'biped', spec: 'tripo' });
  const animations = ['preset:biped:walk', 'preset:biped:sit'];
  const moved = await next(rig, { model: 'animate:biped', chosen: { model3d: { animations } } });
  expect(moved.state).toMatchObject({ credits: 20 });
  expect(
    moved.state.made?.filter(({ role }) => role === 'model').map((one) => one.figures?.animations),
  ).toEqual([['turn'], ['turn']]);
  const obj = await next(model, { model: 'convert', chosen: { model3d: { format: 'OBJ' } } });
  expect(obj.state.made?.[0]?.file.media).toBe('application/zip');
  const used = stage.heard.filter(({ path }) => /^\/v3\/(tasks|generation|models|animations)/.test(path));
  expect(new Set(used.map(({ headers }) => headers.authorization))).toEqual(new Set([`Bearer ${key()}`]));
  expect(books().taken).toBe(20 + 25 + 20 + 5);
});

describe('an answer that was lost', () => {
  it.each(['drop@0', 'quirks=html', 'error=gateway-made'])(
    'is found in the records, and not asked for again: %s',
    async (how) => {
      const { state } = await done(wish(`A kettle ${how}`));
      expect(state).toMatchObject({ cost: { usd: '0.2', how: 'told' } });
      expect(state.made).toHaveLength(3);
      expect(books()).toMatchObject({ creations: [{}], taken: 20 });
      expect(posts('/v3/generation/text-to-model')).toHaveLength(1);
      const amounts = (await readLedger()).map(({ usd, corrects }) => [usd, corrects]);
      expect(amounts.at(-1)?.[0]).toBe('0.2');
    },
  );

  it('of a picture that nobody can tell apart is shown to the person, who decides', async () => {
    const file = await keepFile(new Uint8Array(png(4)), { media: 'image/png', name: '' });
    await done(wish('A pot'));
    plan(key(), 'drop@0');
    const lost = wish('', { files: [file] });
    await start(lost);
    const { state } = await until(lost.id, ({ candidates }) => candidates !== undefined);
    expect(state).toMatchObject({ place: 'uncertain', candidates: [{ about: 'image_to_model, success' }] });
    await adopt(lost.id, state.candidates?.[0]?.operation);
    const { state: last } = await until(lost.id, ({ place }) => place === 'done');
    expect(last).toMatchObject({ credits: 30 });
    expect(books().creations).toHaveLength(2);
  });

  it('of a second wish that is alike is never taken from the first', async () => {
    const [one, other] = [await done(wish('A kettle drop@0')), await done(wish('A kettle drop@0'))];
    expect(new Set([one, other].map(({ state }) => JSON.stringify(state.operation))).size).toBe(2);
    expect(books()).toMatchObject({ creations: [{}, {}], taken: 40 });
  });
});

describe('a refusal', () => {
  it('that asks for patience gets it, and then it is made once', async () => {
    await done(wish('A kettle of patience error=full*2'));
    expect([posts('/v3/generation/text-to-model').length, books().creations.length]).toEqual([3, 1]);
  });

  it('costs nothing and stands in no book', async () => {
    const refused = wish('error=moderated');
    await start(refused);
    const { state } = await until(refused.id, ({ isBooked }) => isBooked === true);
    expect(state).toMatchObject({ place: 'failed', charge: 'none', problem: { code: 'moderated' } });
    expect(await readLedger()).toEqual([]);
  });

  it('that comes later gives everything back', async () => {
    const refused = wish('error=refused');
    await start(refused);
    const { state } = await until(refused.id, ({ isBooked }) => isBooked === true);
    expect(state).toMatchObject({ place: 'failed', charge: 'none', problem: { code: 'moderated' } });
    expect(books()).toMatchObject({ taken: 0, balance: 9_876.5 });
  });
});

describe('a file', () => {
  it.each(['stale-address', 'cut-file', 'wrong-file', 'html-file', 'gone-file', 'slow-file'])(
    'may not come at first: %s',
    async (quirk) => {
      const { state } = await done(wish(`A kettle quirks=${quirk}`));
      expect(state.made?.[0]).toMatchObject({ role: 'model', figures: { triangles: 4 } });
      expect(books()).toMatchObject({ creations: [{}], taken: 20 });
      for (const { host, headers } of stage.heard)
        if (host.includes('tripo-data')) expect(headers.authorization).toBeUndefined();
    },
  );

  it('that never comes was paid for, and that is said', async () => {
    const lost = wish('A kettle quirks=wrong-file,always');
    await start(lost);
    const { state } = await until(lost.id, ({ place }) => place === 'failed');
    expect(state).toMatchObject({ problem: { code: 'file-wrong' }, charge: 'charged' });
    expect(books().creations).toHaveLength(1);
  });
});

it('no row holds a word of it in clear', async () => {
  await done(wish('A most unusual kettle'));
  const rows = JSON.stringify([await openDb().jobs.toArray(), await openDb().ledger.toArray()]);
  expect(rows).not.toContain('unusual');
  expect(rows).not.toContain(books().creations[0]?.id);
});
