// @vitest-environment jsdom
/** From a result in the library to the studio: the panel opens in the press, and what is wanted waits for it. */
import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Opened } from '../../../components/library/Opened';
import { doDeed } from '../../../components/studio/doDeed';
import { FormStore } from '../../../components/studio/form';
import { Toasts } from '../../../components/ui/Toasts';
import { keepFile } from '../../../lib/files/store';
import { forgetJobs, readJobs } from '../../../lib/jobs/reads';
import type { Job } from '../../../lib/jobs/record';
import { onPointed, type Pointed, point, takePointed } from '../../../lib/session/pointed';
import { newVault } from '../../keys/bench';
import { plant } from '../../library/stage';
import { teachDialogs } from '../stage';
import { jobOf, setStudioStage, user } from '../studio/stage';

setStudioStage();

const WINDOW = 7;
const panel = { open: vi.fn(async (_where: object) => {}) };
const tabs: string[] = [];

beforeEach(async () => {
  teachDialogs();
  tabs.length = 0;
  panel.open.mockReset();
  panel.open.mockResolvedValue(undefined);
  Object.assign(fakeBrowser, { sidePanel: panel });
  vi.spyOn(fakeBrowser.windows, 'getCurrent').mockResolvedValue({ id: WINDOW } as never);
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation((async ({ url }: { url: string }) => {
    tabs.push(url);
  }) as never);
  await newVault();
  forgetJobs();
});

const picture = () => keepFile(new Uint8Array(90), { media: 'image/png', name: '', width: 9, height: 9 });

async function show(job: Job) {
  const closed = vi.fn();
  render(
    <>
      <Opened job={job} faces={[]} onClose={closed} />
      <Toasts />
    </>,
  );
  await screen.findByRole('dialog');
  // Which window this is, is known a moment later.
  await waitFor(() => expect(fakeBrowser.windows.getCurrent).toHaveBeenCalled());
  return closed;
}

const press = async (name: string) => user.click(await screen.findByRole('button', { name }));

describe('an opened result', () => {
  it.each([
    ['Continue this conversation', 'go-on'],
    ['Edit and ask again', 'again'],
    ['Open in the studio', undefined],
  ])('leads on by “%s”', async (name, deed) => {
    const job = jobOf({ text: 'Because.' }, { prompt: 'Why?' });
    const closed = await show(job);
    // The panel has to be asked for in the press itself: what is waited for comes after.
    const before = vi.spyOn(fakeBrowser.storage.session, 'set');
    panel.open.mockImplementation(async () => expect(before).not.toHaveBeenCalled());
    await press(name);
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(panel.open).toHaveBeenCalledExactlyOnceWith({ windowId: WINDOW });
    expect(tabs).toEqual([]);
    const { id } = job.request;
    expect(await takePointed()).toMatchObject({ id, make: 'text', windowId: WINDOW, ...(deed && { deed }) });
    expect(await takePointed()).toBeUndefined();
  });

  it('offers no next turn after what was never answered', async () => {
    await show(jobOf({ place: 'failed', charge: 'none', text: '' }));
    await screen.findByRole('button', { name: 'Edit and ask again' });
    expect(screen.queryByRole('button', { name: 'Continue this conversation' })).toBeNull();
  });

  it('promises steps only of a model that is there', async () => {
    await show(jobOf({ place: 'failed', charge: 'none' }, { make: 'model3d' }));
    await screen.findByText(/^Opens the side panel/);
    expect(screen.queryByText(/textures, rigging/)).toBeNull();
    cleanup();
    await show(jobOf({}, { make: 'model3d' }));
    await screen.findByText(/textures, rigging/);
  });

  it.each([
    ['Use as reference', 'use'],
    ['Make 3D', 'make3d'],
  ])('hands on its picture by “%s”', async (name, deed) => {
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => {} }));
    const file = await picture();
    await show(jobOf({ images: [file] }, { make: 'image', prompt: 'a fox' }));
    await press(name);
    await waitFor(async () => expect(await fakeBrowser.storage.session.get('pointed')).not.toEqual({}));
    // Not the file's key: only which it is.
    const { pointed } = await fakeBrowser.storage.session.get('pointed');
    expect(JSON.stringify(pointed)).not.toContain(file.sealed.key);
    expect(await takePointed()).toMatchObject({ make: 'image', deed, fileId: file.id });
  });

  it('opens in a tab where there is no room for a panel', async () => {
    panel.open.mockRejectedValue(new Error('not here'));
    const job = jobOf({}, { make: 'model3d' });
    const closed = await show(job);
    await press('Open in the studio');
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(tabs).toEqual([expect.stringMatching(/\/sidepanel\.html#result$/)]);
    expect(await takePointed()).toEqual({ id: job.request.id, make: 'model3d' });
  });

  it('says so when neither opens', async () => {
    panel.open.mockRejectedValue(new Error('not here'));
    vi.spyOn(fakeBrowser.tabs, 'create').mockRejectedValue(new Error('nor here'));
    const closed = await show(jobOf({}, { make: 'image' }));
    await press('Open in the studio');
    await screen.findByText(/^The studio did not open/);
    expect(closed).not.toHaveBeenCalled();
  });
});

describe('the panel', () => {
  const hears = vi.fn();
  beforeEach(() => void hears.mockReset());

  it('hears what is for its own window, at once and later', async () => {
    const one: Pointed = { id: 'one', make: 'text', windowId: WINDOW };
    const stop = onPointed(hears);
    await point({ ...one, windowId: WINDOW + 1 });
    await point({ id: 'a notification', make: 'text' });
    await point(one);
    await waitFor(() => expect(hears).toHaveBeenCalledOnce());
    stop();
    const again = onPointed(hears);
    await waitFor(() => expect(hears).toHaveBeenCalledTimes(2));
    again();
  });

  it('leaves what is too old', async () => {
    await point({ id: 'one', make: 'text', windowId: WINDOW, untilMs: Date.now() - 1 });
    expect(await takePointed()).toBeUndefined();
  });
});

describe('what stands on the form then', () => {
  const stores = () => ({
    text: new FormStore('text'),
    image: new FormStore('image'),
    model3d: new FormStore('model3d'),
  });

  it('is the next turn, with the model that answered', async () => {
    const [id = ''] = await plant([
      { request: { prompt: 'Why?', model: 'acme/old' }, state: { text: 'So.' } },
    ]);
    const forms = stores();
    const pointed: Pointed = { id, make: 'text', deed: 'go-on' };
    await doDeed(pointed, forms);
    expect(forms.text.get()).toMatchObject({ parent: id, conversation: id, model: 'acme/old', prompt: '' });
    // The studio came back on the same page: what somebody did since is not undone.
    forms.text.change({ parent: null, prompt: 'Something new' });
    await doDeed(pointed, forms);
    expect(forms.text.get()).toMatchObject({ parent: null, prompt: 'Something new' });
  });

  it('is the prompt, to be changed', async () => {
    const [id = ''] = await plant([{ request: { make: 'image', prompt: 'a fox' } }]);
    const forms = stores();
    await doDeed({ id, make: 'image', deed: 'again' }, forms);
    expect(forms.image.get().prompt).toBe('a fox');
  });

  it('is the picture, beside what stood there', async () => {
    const file = await picture();
    const [id = ''] = await plant([{ request: { make: 'image' }, state: { images: [file] } }]);
    const forms = stores();
    forms.image.change({ prompt: 'the same at night' });
    await doDeed({ id, make: 'image', deed: 'use', fileId: file.id }, forms);
    expect(forms.image.get()).toMatchObject({ prompt: 'the same at night', files: [file] });
  });

  it('is nothing when it is gone', async () => {
    const forms = stores();
    await doDeed({ id: 'f'.repeat(32), make: 'text', deed: 'go-on' }, forms);
    expect(forms.text.get()).toMatchObject({ parent: null, isRead: false });
  });
});

describe('the list', () => {
  it('has an old result behind the newest, when somebody came for it', async () => {
    const ids = await plant([{}, {}, {}, { request: { make: 'image' } }]);
    const listed = async (also?: string) =>
      (await readJobs('text', 1, also)).jobs.map(({ request }) => request.id);
    expect(await listed()).toEqual([ids[2]]);
    expect(await listed(ids[0])).toEqual([ids[2], ids[0]]);
    expect(await listed(ids[2])).toEqual([ids[2]]);
    // Of another tab.
    expect(await listed(ids[3])).toEqual([ids[2]]);
  });
});
