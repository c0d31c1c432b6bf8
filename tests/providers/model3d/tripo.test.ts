import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findAddress } from '../../../lib/http/address';
import { wire } from '../../../lib/providers/all/tripo';
import { standIn } from '../../harness/stand-ins/tripo';
import { modelFiles } from '../../harness/stand-ins/tripo/output';
import { forgetTasks, plan } from '../../harness/stand-ins/tripo/tasks';
import { assertSecretKept, thrown } from '../image/painting';
import { toHeard } from '../making';
import { done3d, failed3d, finished3d, linksOf, namesOf, outcome3d, pending3d, poll } from './shaping';
import { BEST, tripo } from './tripo-stage';

beforeEach(forgetTasks);

/** As whoever has the address may fetch it: without any key. */
const fetched = async (url: string, headers: Record<string, string> = {}) =>
  modelFiles.answer(await toHeard(new Request(url, { headers })));

describe('a model from words', () => {
  it('is asked for once, asked after by its id, paid as it was told, and lies at signed addresses', async () => {
    const it = tripo();
    const { balance, frozen } = it.books;
    const prompt = 'A kettle quirks=slow';
    const first = pending3d(await it.start(BEST, prompt));
    expect(it.posted()).toEqual({ prompt, model: BEST, texture: true, pbr: true });
    expect(first.operation).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(JSON.stringify(first)).not.toContain(it.key);
    expect(it.books).toMatchObject({ balance: balance - 20, frozen: frozen + 20, taken: 0 });
    const queued = pending3d(await poll(it, first));
    expect(queued).toMatchObject({ pollAfterMs: 2_000, progress: 0 });
    expect(queued.says).toBeUndefined();
    expect(pending3d(await poll(it, queued)).progress).toBe(0.42);
    const done = done3d(await finished3d(it, queued));
    expect(done).toMatchObject({ credits: 20, costUsd: '0.2' });
    expect(namesOf(done)).toEqual([expect.stringMatching(/^tripo_pbr_model_.*\.glb$/)]);
    expect([namesOf(done, 'poster'), namesOf(done, 'reference')]).toEqual([
      ['legacy_mesh.webp'],
      ['design.webp'],
    ]);
    const [link = ''] = linksOf(done);
    expect(findAddress(link, wire.downloads)).toBe(link);
    expect((await fetched(link))?.status).toBe(200);
    expect((await fetched(link, { authorization: `Bearer ${it.key}` }))?.status).toBe(400);
    expect(it.asked()).toEqual(['POST /v3/generation/text-to-model', ...Array(3).fill('GET /v3/tasks/ID')]);
    expect([it.billed(), it.books.creations.length]).toEqual([1, 1]);
    expect(it.books).toMatchObject({ balance: balance - 20, frozen, taken: 20 });
    assertSecretKept(it, standIn);
  });

  it('is asked after once more when an address is too old, and gets a new one of the same file', async () => {
    const it = tripo();
    const first = pending3d(await it.start(BEST, 'A kettle quirks=stale-address'));
    const [old = ''] = linksOf(await poll(it, first));
    expect((await fetched(old))?.status).toBe(403);
    const [link = ''] = linksOf(await poll(it, first));
    expect(link).not.toBe(old);
    expect(new URL(link).pathname).toBe(new URL(old).pathname);
    expect((await fetched(link))?.status).toBe(200);
    expect(it.books.taken).toBe(20);
  });

  it('with a reduction costs fractions of a credit', async () => {
    const done = done3d(await tripo().made(BEST, 'A kettle quirks=decimals'));
    expect(done).toMatchObject({ credits: 19.4, costUsd: '0.194' });
  });

  it('is asked of the region that the key belongs to', async () => {
    const it = tripo('good, mainland China');
    linksOf(await it.made(BEST, 'A kettle'));
    expect(new Set(it.heard.map(({ host }) => host))).toEqual(new Set(['openapi.tripo3d.com']));
  });

  it('is never made of nothing, nor by what is not on the list', async () => {
    const it = tripo();
    expect(outcome3d(await it.start(BEST, '  '))).toBe('not-supported none');
    expect(outcome3d(await it.start('tripo-v3.1', 'A kettle'))).toBe('model-gone none');
    expect(it.heard).toEqual([]);
  });
});

describe('pictures', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('go there first, and cost nothing: %s', async (kind) => {
    const it = tripo();
    const picture = await it.given('front', kind);
    expect(it.books.uploads).toEqual([picture.handle]);
    const [{ headers, body } = { headers: undefined, body: '' }] = it.heard;
    expect(headers?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain(`filename="picture.${kind}"`);
    expect(it.billed()).toBe(0);
    linksOf(await it.made(BEST, 'unread', { pictures: [picture] }));
    expect(it.posted()).toEqual({ input: picture.handle, model: BEST, texture: true, pbr: true });
    expect(it.asked()[1]).toBe('POST /v3/generation/image-to-model');
    expect(it.books.taken).toBe(30);
    assertSecretKept(it, standIn);
  });

  it('of several sides are told apart, and some may be missing', async () => {
    const it = tripo();
    const pictures = [await it.given('back'), await it.given('front')];
    const options = { negative_prompt: 'unread', texture_alignment: 'geometry' };
    linksOf(await it.made(BEST, '', { pictures, options }));
    expect(it.posted()).toEqual({
      inputs: [{ back: pictures[0]?.handle }, { front: pictures[1]?.handle }],
      model: BEST,
      texture: true,
      pbr: true,
      texture_alignment: 'geometry',
    });
    expect(it.books.taken).toBe(30);
  });

  it('without a front, or with two of one side, are not sent', async () => {
    const it = tripo();
    const [front, left, back] = [await it.given('front'), await it.given('left'), await it.given('back')];
    const asked = it.asked().length;
    expect(outcome3d(await it.start(BEST, '', { pictures: [left, back] }))).toBe('not-supported none');
    expect(outcome3d(await it.start(BEST, '', { pictures: [front, front] }))).toBe('not-supported none');
    expect(it.asked()).toHaveLength(asked);
  });

  it('that nobody could take are not sent', async () => {
    const { maker, call, heard } = tripo();
    const upload = (bytes: number, media: string) =>
      thrown(Promise.resolve(maker.upload?.({ bytes: new Uint8Array(bytes), media }, call)));
    expect(await upload(9, 'image/gif')).toBe('not-supported');
    expect(await upload(20 * 1024 * 1024 + 1, 'image/png')).toBe('file-too-large');
    expect(heard).toEqual([]);
  });

  it('that are no longer known there are said to be, and that nothing ran', async () => {
    const it = tripo();
    const picture = { ...(await it.given('front')), handle: 'file_of-another-day' };
    const step = failed3d(await it.start(BEST, '', { pictures: [picture] }));
    expect(step).toMatchObject({ charge: 'none', staleHandles: true, problem: { code: 'bad-request' } });
    // Words alone have nothing that could be stale.
    const words = failed3d(await it.start(BEST, 'error=stale-token'));
    expect(words).not.toHaveProperty('staleHandles');
  });

  it('are given again after a pause when too many came in one minute', async () => {
    const it = tripo();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      for (let count = 0; count < 10; count += 1) await it.given('front');
      const waiting = it.given('front').then(
        () => 'given',
        (error: unknown) => String(error),
      );
      for (let tries = 0; tries < 5; tries += 1) await vi.advanceTimersByTimeAsync(1_500);
      expect(await waiting).toBe('ProblemError: rate-limited');
    } finally {
      vi.useRealTimers();
    }
    // Four times and no more.
    expect(it.heard).toHaveLength(14);
    expect(it.books.uploads).toHaveLength(10);
  });
});

describe('asked how far it is', () => {
  it.each([
    ['stumbles', 7_000],
    ['server-poll', 3_000],
    ['inside-poll', 5_000],
    ['html-poll', 15_000],
  ])('the service may say nothing, and the work goes on: %s', async (quirk, pollAfterMs) => {
    const it = tripo();
    const first = pending3d(await it.start(BEST, `A kettle quirks=${quirk}`));
    expect(await poll(it, first)).toEqual({ is: 'pending', operation: first.operation, pollAfterMs });
    linksOf(await finished3d(it, first));
    expect(it.books.creations).toHaveLength(1);
  });

  it.each([
    ['gone', 'operation-lost unknown'],
    ['refuses-key', 'key-rejected unknown key:rejected'],
  ])('it may answer no more: %s', async (quirk, outcome) => {
    expect(outcome3d(await tripo().made(BEST, `A kettle quirks=${quirk}`))).toBe(outcome);
  });

  it('another key is told nothing', async () => {
    const it = tripo();
    const first = await it.start(BEST, 'A kettle');
    expect(outcome3d(await poll(tripo('good, the second of the same account'), first))).toBe(
      'operation-lost unknown',
    );
  });

  it('is asked less often after a minute', async () => {
    const it = tripo();
    const first = pending3d(await it.start(BEST, 'A kettle quirks=working'));
    expect(pending3d(await poll(it, first)).pollAfterMs).toBe(2_000);
    const nowMs = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(nowMs + 61_000);
    expect(pending3d(await poll(it, first)).pollAfterMs).toBe(5_000);
  });

  it('says a word that nobody knows yet, and waits', async () => {
    const it = tripo();
    const first = pending3d(await it.start(BEST, 'A kettle quirks=odd'));
    expect(pending3d(await poll(it, first)).says).toBe('polishing');
    linksOf(await finished3d(it, first));
  });

  it.each([[{ id: '../account/balance' }], [{ id: 'a/b' }], [{}], [null]])(
    'only after an id that is one (%#)',
    async (operation) => {
      const { maker, call, heard } = tripo();
      expect(await thrown(Promise.resolve(maker.poll?.(operation, call)))).toBe('answer-malformed');
      expect(heard).toEqual([]);
    },
  );
});

describe('what was made', () => {
  it('under the names of the generation before', async () => {
    const done = await tripo().made(BEST, 'A kettle quirks=second-generation');
    expect(namesOf(done)).toEqual([expect.stringMatching(/^tripo_pbr_model_/)]);
  });

  it.each(['nested-views', 'flat-views'])('with the sides that it drew for itself: %s', async (quirk) => {
    const it = tripo();
    const pictures = [await it.given('front')];
    plan(it.key, `quirks=${quirk}`);
    const done = await it.made(BEST, '', { pictures });
    expect(namesOf(done, 'reference')).toEqual(['front.webp', 'left.webp', 'back.webp', 'right.webp']);
  });

  it('with four-sided faces is an FBX, by its own name', async () => {
    const done = await tripo().made(BEST, 'A kettle', { options: { quad: true } });
    expect(namesOf(done)[0]).toMatch(/\.fbx$/);
    expect(done).toMatchObject({ credits: 25 });
  });

  it('and is called something new, is done when its files are there', async () => {
    expect(linksOf(await tripo().made(BEST, 'A kettle quirks=odd-done'))).toHaveLength(1);
    expect(outcome3d(await tripo().made(BEST, 'A kettle quirks=odd-over'))).toBe('provider-failed charged');
  });

  it('and lies nowhere was paid for, and that is said', async () => {
    const failed = failed3d(await tripo().made(BEST, 'A kettle quirks=no-file'));
    expect(failed).toMatchObject({
      problem: { code: 'answer-malformed' },
      charge: 'charged',
      credits: 20,
      costUsd: '0.2',
    });
  });

  it('and lies elsewhere is no download; a picture of it there is not even named', async () => {
    const done = await tripo().made(BEST, 'A kettle quirks=foreign-file');
    const [link] = linksOf(done);
    expect(findAddress(link, wire.downloads)).toBeUndefined();
    expect(linksOf(done, 'poster')).toEqual([]);
  });
});
