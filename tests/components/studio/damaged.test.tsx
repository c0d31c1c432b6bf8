// @vitest-environment jsdom
/** A picture of which a row or a piece is damaged on the disk: it says so itself, and the others are what they were. */
import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { type Bytes, toBase64 } from '../../../lib/core/bytes';
import { newId, randomBytes } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import type { KeptFile } from '../../../lib/files/record';
import { keepFile } from '../../../lib/files/store';
import { importJobKey, sealRequest, sealState } from '../../../lib/jobs/rows';
import { toReader } from '../../../lib/jobs/working';
import { requireOpen } from '../../../lib/vault/session';
import { png } from '../../harness/picture-bytes';
import { newVault } from '../../keys/bench';
import { askedFor, jobOf, modelOf, setStudioStage, show, user } from './stage';

setStudioStage();
beforeEach(async () => {
  URL.createObjectURL = () => 'blob:made';
  URL.revokeObjectURL = () => {};
  await newVault();
});

const keepPicture = (number: number): Promise<KeptFile> =>
  keepFile(png(number) as Bytes, { media: 'image/png', name: '', width: 48, height: 32 });

async function keep(prompt: string, images: KeptFile[]): Promise<string> {
  const open = await requireOpen();
  const id = newId();
  const jobKey = toBase64(randomBytes(32));
  const { request, state } = jobOf({ isBooked: true, images }, { id, make: 'image', prompt, jobKey });
  const sealed = await sealRequest(toReader(open), request);
  await openDb().jobs.add({
    id,
    rev: 1,
    sealed,
    state: await sealState(open.vaultId, id, await importJobKey(request), state),
  });
  return id;
}

const flipped = (bytes: Bytes): Bytes =>
  bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte));

const itemWith = async (words: string) => {
  const said = await screen.findAllByText(words);
  const item = said[0]?.closest('li');
  if (!item) throw new Error(`no result with ${words}`);
  return item;
};

it('is named as damaged, one beside it in the same answer is shown, and it can be removed', async () => {
  const [bad, good] = [await keepPicture(1), await keepPicture(2)];
  const id = await keep('two foxes', [bad, good]);
  await keep('an owl', [await keepPicture(3)]);
  const chunk = (await openDb().files.toArray()).find(({ file }) => file === bad.id);
  if (!chunk) throw new Error('no chunk');
  await openDb().files.put({ ...chunk, bytes: flipped(chunk.bytes) });
  show({ make: 'image', models: [modelOf('acme/painter', { makes: ['image'] })] });
  const item = await itemWith('two foxes');
  await within(item).findByText('This picture cannot be read: what is stored of it is damaged or gone.');
  expect(await within(item).findAllByRole('img', { name: 'two foxes' })).toHaveLength(1);
  expect(within(item).getAllByRole('link', { name: 'Download' })).toHaveLength(1);
  within(await itemWith('an owl')).getByRole('link', { name: 'Download' });
  await user.click(within(item).getByRole('button', { name: 'Remove' }));
  expect(askedFor('jobs/forget').map(({ input }) => input)).toEqual([{ ids: [id] }]);
});

it.each(['sealed', 'state'] as const)(
  'of which the row’s %s half is damaged is counted, and hides no other',
  async (half) => {
    await keep('a fox', [await keepPicture(1)]);
    const id = await keep('a wolf', [await keepPicture(2)]);
    await keep('an owl', [await keepPicture(3)]);
    const row = await openDb().jobs.where('id').equals(id).first();
    if (!row) throw new Error('no row');
    await openDb().jobs.put({ ...row, [half]: flipped(row[half]) });
    show({ make: 'image', models: [modelOf('acme/painter', { makes: ['image'] })] });
    await screen.findByText('1 result is damaged and cannot be shown. The others are not affected.');
    for (const words of ['a fox', 'an owl'])
      await within(await itemWith(words)).findByRole('link', { name: 'Download' });
    expect(screen.queryByText('a wolf')).toBeNull();
  },
);
