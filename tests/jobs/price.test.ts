/** A price that the list does not tell: asked once a day, for nothing, by the key that would pay. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { askPrice, refreshModels } from '../../lib/jobs/lists';
import { findModel } from '../../lib/models/find';
import { setAutoLock } from '../../lib/vault/auto-lock';
import { requireOpen } from '../../lib/vault/session';
import { type Stage, setStage } from './stage';

const FLUX = 'black-forest-labs/flux.2-klein-4b';
const DAY_MS = 24 * 60 * 60_000;
let stage: Stage;
const asked = () => stage.heard.filter(({ path }) => path.endsWith('/endpoints'));
const priceOf = async (model: string, provider = 'openrouter') =>
  (await findModel(await requireOpen(), provider, 'image', model))?.price?.image;

describe('the price of one picture', () => {
  beforeEach(async () => {
    stage = await setStage();
    await refreshModels('openrouter', 'image', false);
    stage.heard.splice(0);
  });

  it('is asked once a day, kept with its model, and outlives another reading of the list', async () => {
    expect(await priceOf(FLUX)).toBeUndefined();
    await Promise.all([askPrice('openrouter', FLUX), askPrice('openrouter', FLUX)]);
    expect(await priceOf(FLUX)).toBe('0.014');
    await refreshModels('openrouter', 'image', true);
    await askPrice('openrouter', FLUX);
    expect(await priceOf(FLUX)).toBe('0.014');
    expect(asked().map(({ method }) => method)).toEqual(['GET']);
    expect(stage.billed()).toBe(0);
    await setAutoLock(null, stage.proof);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + DAY_MS);
    await askPrice('openrouter', FLUX);
    expect(asked()).toHaveLength(2);
  });

  it('that nobody tells is not asked for again the same day', async () => {
    await askPrice('openrouter', 'meta/muse-image');
    await askPrice('openrouter', 'meta/muse-image');
    expect(await priceOf('meta/muse-image')).toBeUndefined();
    expect(asked()).toHaveLength(1);
  });

  it('is not asked for by nobody, nor of who has no way to tell', async () => {
    await askPrice('openrouter', 'typed/by-hand');
    await stage.addKey('fal');
    await refreshModels('fal', 'image', false);
    stage.heard.splice(0);
    await askPrice('fal', 'fal-ai/flux/schnell');
    expect(stage.heard).toEqual([]);
    await openDb().keys.clear();
    await expect(askPrice('openrouter', FLUX)).rejects.toThrow('no-key');
    expect(stage.heard).toEqual([]);
  });

  it('is in the books of activity like every request', async () => {
    const before = await openDb().activity.count();
    await askPrice('openrouter', FLUX);
    expect(await openDb().activity.count()).toBe(before + 1);
  });
});
