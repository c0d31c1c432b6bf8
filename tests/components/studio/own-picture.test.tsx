// @vitest-environment jsdom
/** What a tool's picture will cost: said before the word is given, as soon as it is known. */
import 'fake-indexeddb/auto';
import { render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { AboutTool } from '../../../components/studio/item/AboutTool';
import { openDb } from '../../../lib/db/open';
import { add } from '../../../lib/keys/save';
import { withPrices } from '../../../lib/models/price';
import { MODEL_LIST, type ModelList } from '../../../lib/models/record';
import { sealJson } from '../../../lib/seal/envelope';
import { MAKE_IMAGE } from '../../../lib/tools/specs';
import { requireOpen } from '../../../lib/vault/session';
import { draft, newVault } from '../../keys/bench';
import { askedFor, listWith, modelOf, setStudioStage } from './stage';

setStudioStage();
beforeEach(async () => {
  await newVault();
  await add(draft());
});

const id = '1'.repeat(32);

async function keep(list: ModelList, rev: number): Promise<void> {
  const { vaultId, content } = await requireOpen();
  const sealed = await sealJson(content, { vaultId, kind: MODEL_LIST, rowId: id }, list);
  const { lists } = openDb();
  const row = await lists.where('id').equals(id).first();
  await lists.put({ ...row, id, rev, sealed });
}

it('is asked for where the list does not say, and named when the answer is in the list', async () => {
  const painter = modelOf('acme/painter', { makes: ['image'], price: undefined as never });
  const list = listWith([painter], 'image');
  await keep(list, 1);
  render(<AboutTool name={MAKE_IMAGE} />);
  await screen.findByText('It costs money; how much is not known before.');
  await waitFor(() =>
    expect(askedFor('models/price').map(({ input }) => input)).toEqual([
      { provider: 'openrouter', make: 'image', model: 'acme/painter' },
    ]),
  );
  await keep(withPrices({ ...list, prices: { 'acme/painter': { atMs: Date.now(), usd: '0.04' } } }), 2);
  await screen.findByText('It costs money: about $0.04.');
  expect(askedFor('models/price')).toHaveLength(1);
});
