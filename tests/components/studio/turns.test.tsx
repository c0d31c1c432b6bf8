// @vitest-environment jsdom
/** What is done with an answer that is there: copied, edited and asked again, gone on from; both branches stay. */
import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { toBase64 } from '../../../lib/core/bytes';
import { newId, randomBytes } from '../../../lib/core/ids';
import { openDb } from '../../../lib/db/open';
import { keepFile } from '../../../lib/files/store';
import type { Request } from '../../../lib/jobs/record';
import { importJobKey, sealRequest, sealState } from '../../../lib/jobs/rows';
import { toReader } from '../../../lib/jobs/working';
import { requireOpen } from '../../../lib/vault/session';
import { newVault } from '../../keys/bench';
import { askedFor, jobOf, modelOf, setStudioStage, show, user } from './stage';

setStudioStage();
beforeEach(() => newVault());

const conversation = newId();
const first = newId();
const second = newId();

async function keep(prompt: string, text: string, over: Partial<Request>): Promise<void> {
  const open = await requireOpen();
  const jobKey = toBase64(randomBytes(32));
  const { request, state } = jobOf({ isBooked: true, text }, { prompt, jobKey, conversation, ...over });
  await openDb().jobs.add({
    id: request.id,
    rev: 1,
    sealed: await sealRequest(toReader(open), request),
    state: await sealState(open.vaultId, request.id, await importJobKey(request), state),
  });
}

const MARKDOWN = 'It is **hot**:\n\n- one\n- two\n\nSee [more](https://fire.example/).';

/** Two turns of one conversation, the second with a file and options of its own. */
async function twoTurns() {
  await keep('What is fire?', MARKDOWN, { id: first });
  await keep('How hot?', 'Very.', {
    id: second,
    parent: first,
    model: 'acme/thinker',
    files: [await keepFile(new TextEncoder().encode('A note.'), { media: 'text/plain', name: 'note.txt' })],
    chosen: { system: 'Be brief.' },
  });
  const shown = show({ models: [modelOf('acme/talker'), modelOf('acme/thinker')] });
  await screen.findByText('How hot?');
  return shown;
}

const itemWith = (words: string) => {
  const items = within(screen.getByRole('list', { name: 'Results' })).getAllByRole('listitem');
  const found = items.find((item) => within(item).queryAllByText(words).length > 0);
  if (!found) throw new Error(`no result with ${words}`);
  return found;
};
const press = (words: string, name: string) =>
  user.click(within(itemWith(words)).getByRole('button', { name }));
const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });
const ordered = () => askedFor('jobs/start').map(({ input }) => input);

it('is copied as plain text, and as the Markdown that it is', async () => {
  const copied: string[] = [];
  await twoTurns();
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  await press('What is fire?', 'Copy');
  await screen.findByText('Copied');
  await press('What is fire?', 'Copy as Markdown');
  await vi.waitFor(() => expect(copied).toHaveLength(2));
  expect(copied).toEqual(['It is hot:\n\n- one\n- two\n\nSee more (https://fire.example/).', MARKDOWN]);
});

it('says so when the browser does not let it be copied', async () => {
  await twoTurns();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
  await press('What is fire?', 'Copy');
  await screen.findByText(/did not let Firekeep copy/);
});

it('is asked again in other words as a second branch: with all that went with it, and the first one stays', async () => {
  const { store } = await twoTurns();
  await press('How hot?', 'Edit and ask again');
  expect(area().value).toBe('How hot?');
  expect(document.activeElement).toBe(area());
  expect(store.get()).toMatchObject({
    model: 'acme/thinker',
    parent: first,
    chosen: { system: 'Be brief.' },
  });
  // The turn before it is here when the conversation has its name.
  await screen.findByRole('heading', { name: 'What is fire?' });
  await user.type(area(), ' In Kelvin.{Enter}');
  expect(ordered()).toMatchObject([
    {
      prompt: 'How hot? In Kelvin.',
      parent: first,
      conversation,
      model: 'acme/thinker',
      files: [{ name: 'note.txt' }],
      chosen: { system: 'Be brief.' },
    },
  ]);
  expect(ordered()[0].id).not.toBe(second);
  expect(ordered()[0].repeats).toBeUndefined();
  expect(itemWith('How hot?').textContent).toContain('Very.');
});

it('is gone on from wherever somebody wants, also where another turn follows already', async () => {
  await twoTurns();
  await press('What is fire?', 'Go on from here');
  await screen.findByRole('heading', { name: 'What is fire?' });
  await user.type(area(), 'And smoke?{Enter}');
  expect(ordered()).toMatchObject([{ prompt: 'And smoke?', parent: first, conversation, files: [] }]);
});

it('is left behind by a new conversation, which follows nothing', async () => {
  await twoTurns();
  await press('How hot?', 'Go on from here');
  await user.click(await screen.findByRole('button', { name: 'New conversation' }));
  await user.type(area(), 'Something else{Enter}');
  expect(ordered()).toMatchObject([{ prompt: 'Something else', parent: null }]);
  expect(ordered()[0].conversation).not.toBe(conversation);
});
