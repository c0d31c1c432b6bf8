// @vitest-environment jsdom
/** Pictures and text files that go along with a question: chosen, pasted or dropped, and only what the model takes. */
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Bytes } from '../../../lib/core/bytes';
import { readFile } from '../../../lib/files/store';
import type { Model } from '../../../lib/providers/model';
import { png } from '../../harness/picture-bytes';
import { newVault } from '../../keys/bench';
import { askedFor, modelOf, setStudioStage, show, user } from './stage';

setStudioStage();
beforeEach(() => newVault());

const picture = (name = 'fire.png', number = 1) =>
  new File([png(number) as Bytes], name, { type: 'image/png' });
const note = (text = 'Fire is hot.', name = 'note.txt') => new File([text], name, { type: 'text/plain' });
const seeing = modelOf('acme/seer', { takes: ['text', 'image'] });

const area = () => screen.getByRole('textbox', { name: 'Prompt' });
const field = () => screen.getByLabelText('Attach files');
const chips = () =>
  within(screen.getByRole('list', { name: 'Attached files' }))
    .getAllByRole('listitem')
    .map((chip) => within(chip).getByRole('button').getAttribute('aria-label'));
const standing = (model: Model = seeing) => show({ models: [model] });

it('are sealed, stand on the form until they are taken away, and go with the prompt', async () => {
  standing();
  await user.upload(field(), [picture(), note(), picture('more.png', 2)]);
  await waitFor(() => expect(chips()).toEqual(['Remove fire.png', 'Remove note.txt', 'Remove more.png']));
  await user.click(screen.getByRole('button', { name: 'Remove more.png' }));
  await user.type(area(), 'What is this?{Enter}');
  const [order] = askedFor('jobs/start').map(({ input }) => input);
  expect(order.files).toMatchObject([
    { name: 'fire.png', media: 'image/png' },
    { name: 'note.txt', media: 'text/plain' },
  ]);
  expect(Buffer.from(await readFile(order.files[0])).equals(Buffer.from(png(1)))).toBe(true);
  expect(new TextDecoder().decode(await readFile(order.files[1]))).toBe('Fire is hot.');
  expect(screen.queryByRole('button', { name: 'Remove fire.png' })).toBeNull();
});

it('can be pasted and dropped; pasted words stay words', async () => {
  standing();
  fireEvent.paste(area(), { clipboardData: { files: [picture('pasted.png')] } });
  await waitFor(() => expect(chips()).toEqual(['Remove pasted.png']));
  fireEvent.drop(area(), { dataTransfer: { files: [note('Dropped.', 'dropped.txt')] } });
  await waitFor(() => expect(chips()).toEqual(['Remove pasted.png', 'Remove dropped.txt']));
  const isTaken = !fireEvent.paste(area(), { clipboardData: { files: [] } });
  expect(isTaken).toBe(false);
});

it.each<[string, Partial<Model>, () => File, RegExp]>([
  ['a picture', { takes: ['text'] }, () => picture(), /This model takes no pictures/],
  ['an SVG', {}, () => note('<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg'), /SVG pictures cannot/],
  ['what is neither', {}, () => new File([new Uint8Array([0, 255, 0, 1])], 'a.txt'), /This kind of file/],
  ['a text of two megabytes', {}, () => note('a'.repeat(2 * 1024 * 1024)), /1 MB/],
])('of which %s is not taken says so, and keeps the others', async (_what, model, file, says) => {
  standing({ ...seeing, ...model });
  await user.upload(field(), [file(), note('Kept.', 'kept.txt')]);
  expect((await screen.findByRole('alert')).textContent).toMatch(says);
  expect(chips()).toEqual(['Remove kept.txt']);
});

it('are twenty at most', async () => {
  standing();
  await user.upload(
    field(),
    Array.from({ length: 21 }, (_, at) => note(`${at}`, `${at}.txt`)),
  );
  expect((await screen.findByRole('alert')).textContent).toContain('Only 20 can go along');
  expect(chips()).toHaveLength(20);
});
