/** What a credit costs is the list's word, or the person's; whoever asks for a price gets it at that. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { findModel } from '../../lib/models/find';
import { atRate, listedRate, rateSchema } from '../../lib/models/rates';
import { forgetModels, readModels } from '../../lib/models/reads';
import { MODEL_LIST } from '../../lib/models/record';
import { priceOf3d } from '../../lib/models/tariff';
import { writeRate } from '../../lib/models/write-rate';
import type { Model } from '../../lib/providers/model';
import { sealJson } from '../../lib/seal/envelope';
import { type OpenVault, requireOpen } from '../../lib/vault/session';
import { newVault } from '../keys/bench';

const model = (over: Partial<Model>): Model => ({
  id: 'm',
  name: 'M',
  makes: ['model3d'],
  takes: [],
  ...over,
});
const inCredits = model({
  tariff: { usdEach: '0.01', unit: 'credits', asOf: '2026-10-14', rows: [{ amount: 20 }] },
});
const picture = model({ id: 'p', price: { image: '0.065', credits: 6.5, credit: '0.01' } });
const inDollars = model({
  id: 'd',
  tariff: { usdEach: '0.001', unit: 'usd', asOf: '2026-10-14', rows: [{ amount: 20 }] },
});

describe('a rate', () => {
  it('moves what costs credits, and nothing else', () => {
    expect(priceOf3d(atRate(inCredits, '0.0075'), { from: 'text', options: {} })?.usd).toBe('0.15');
    expect(atRate(picture, '0.008').price).toMatchObject({ image: '0.052', credit: '0.008', credits: 6.5 });
    expect(atRate(inDollars, '9')).toEqual(inDollars);
    expect(atRate(inCredits, undefined)).toBe(inCredits);
    expect([inCredits, picture, inDollars].map(listedRate)).toEqual(['0.01', '0.01', undefined]);
  });

  it.each(['', '-1', '1e-3', '.5', '1.', '1234567', 'x'])('is not %j', (text) => {
    expect(rateSchema.safeParse(text).success).toBe(false);
  });
});

describe('the lists that are kept', () => {
  let open: OpenVault;

  beforeEach(async () => {
    forgetModels();
    await newVault();
    open = await requireOpen();
    const id = newId();
    const list = { provider: 'acme', make: 'model3d', models: [inCredits, inDollars], readAtMs: 1 };
    const sealed = await sealJson(open.content, { vaultId: open.vaultId, kind: MODEL_LIST, rowId: id }, list);
    await openDb().lists.add({ id, rev: 1, sealed });
  });

  it('are read at the person’s rate by pages and by the background, until it is taken back', async () => {
    const each = async () => [
      (await readModels()).lists[0]?.models[0]?.tariff?.usdEach,
      (await findModel(open, 'acme', 'model3d', 'm'))?.tariff?.usdEach,
    ];
    expect(await each()).toEqual(['0.01', '0.01']);
    await writeRate(open, 'acme', '0.004');
    await writeRate(open, 'other', '7');
    expect(await each()).toEqual(['0.004', '0.004']);
    expect((await readModels()).rates).toEqual({ acme: { listed: '0.01', own: '0.004' } });
    expect((await readModels()).lists[0]).toBe((await readModels()).lists[0]);
    await writeRate(open, 'acme', null);
    expect(await each()).toEqual(['0.01', '0.01']);
    expect((await readModels()).rates).toEqual({ acme: { listed: '0.01' } });
  });
});
