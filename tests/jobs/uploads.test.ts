/** Pictures that a service wants to have before they are spoken of: each goes there once, for as long as it is known. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId } from '../../lib/core/ids';
import { keepFile } from '../../lib/files/store';
import { refreshModels } from '../../lib/jobs/lists';
import type { Order } from '../../lib/jobs/record';
import { touch } from '../../lib/vault/session';
import { png } from '../harness/picture-bytes';
import { bearerOf } from '../harness/stand-ins/shape';
import { type Books, booksOf, rules } from '../harness/stand-ins/tripo/account';
import { forgetUploads } from '../harness/stand-ins/tripo/pictures';
import { forgetTasks } from '../harness/stand-ins/tripo/tasks';
import { order, type Stage, setStage, started } from './stage';

/** So long what a picture is called there is spoken of. */
const LIFE_MS = 12 * 60 * 60_000;
const model3d = (prompt: string, over: Partial<Order> = {}) =>
  order(prompt, { make: 'model3d', provider: 'tripo', model: 'v3.1-20260211', ...over });

let stage: Stage;
const asked = (path: string) => stage.heard.filter((heard) => heard.path.startsWith(path));
const usual = { ...rules };

beforeEach(async () => {
  forgetTasks();
  Object.assign(rules, usual);
  stage = await setStage({ provider: 'tripo' });
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [{}] });
  await refreshModels('tripo', 'model3d', true);
});

/** The purse of the key that paid. */
const booksNow = (): Books => booksOf(stage.heard.map(bearerOf).find((key) => key !== undefined) ?? '');

describe('pictures', () => {
  const picture = () => keepFile(new Uint8Array(png(9)), { media: 'image/png', name: 'owl.png' });

  it('are given once, however often they are spoken of, and again when nobody knows them any more', async () => {
    const file = await picture();
    await started(model3d('', { files: [file], views: ['front'] }), 'done');
    await started(model3d('', { files: [file], views: ['front'], id: newId() }), 'done');
    expect(asked('/v3/files')).toHaveLength(1);
    forgetUploads(bearerOf(asked('/v3/files')[0] ?? Object.create(null)) ?? '');
    await started(model3d('', { files: [file], views: ['front'], id: newId() }), 'done');
    expect(asked('/v3/files')).toHaveLength(2);
    expect(booksNow().creations).toHaveLength(3);
  });

  it('that are chosen twice are given once for each life of what they are called there', async () => {
    await touch(null);
    const once = async () =>
      started(model3d('', { files: [await picture()], views: ['front'], id: newId() }), 'done');
    await once();
    await once();
    expect(asked('/v3/files')).toHaveLength(1);
    const now = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => now() + LIFE_MS - 10 * 60_000);
    await once();
    expect(asked('/v3/files')).toHaveLength(1);
    vi.spyOn(Date, 'now').mockImplementation(() => now() + LIFE_MS);
    await once();
    expect(asked('/v3/files')).toHaveLength(2);
    vi.mocked(Date.now).mockRestore();
  });
});
