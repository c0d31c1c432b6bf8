// @vitest-environment jsdom
/** What goes on around results in 3D: who is told, who looks on, and where a picture goes. */
import 'fake-indexeddb/auto';

import { render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { arrive } from '../../../../components/app/arrive';
import { ActionsProvider } from '../../../../components/studio/actions';
import { FormStore } from '../../../../components/studio/form';
import { Pictures } from '../../../../components/studio/item/Pictures';
import { Tell } from '../../../../components/studio/three/Tell';
import { takeOver } from '../../../../components/studio/three/takeOver';
import { useWatch } from '../../../../components/studio/three/useWatch';
import { utf8 } from '../../../../lib/core/bytes';
import { writeSetting } from '../../../../lib/db/settings';
import { keepFile, readFile } from '../../../../lib/files/store';
import type { Job } from '../../../../lib/jobs/record';
import { NOTICES } from '../../../../lib/messages/jobs';
import { point } from '../../../../lib/session/pointed';
import { requireOpen } from '../../../../lib/vault/session';
import { newVault } from '../../../keys/bench';
import { asked, askedFor, jobOf, setStudioStage, user } from '../stage';
import { drawOnNothing, job3d } from './stage';

setStudioStage();

describe('the offer to be told', () => {
  const answers = { isAllowed: false, request: vi.fn(async () => true) };
  beforeEach(async () => {
    await newVault();
    answers.isAllowed = false;
    answers.request.mockReset();
    answers.request.mockResolvedValue(true);
    const permissions = { contains: async () => answers.isAllowed, request: answers.request };
    Object.assign(fakeBrowser, { permissions });
  });
  const kept = () => askedFor('notices/keep').map(({ input }) => input);

  it('asks the browser in the very tick of the press, and not again later', async () => {
    render(<Tell />);
    const yes = await screen.findByRole('button', { name: 'Notify me' });
    const before = asked.length;
    answers.request.mockImplementation(async () => {
      expect(asked).toHaveLength(before);
      return true;
    });
    await user.click(yes);
    expect(answers.request).toHaveBeenCalledExactlyOnceWith({ permissions: ['notifications'] });
    expect(kept()).toEqual([{ isAnswered: true }]);
  });

  it('takes no for an answer', async () => {
    render(<Tell />);
    await user.click(await screen.findByRole('button', { name: 'No, thanks' }));
    expect(answers.request).not.toHaveBeenCalled();
    expect(kept()).toEqual([{ isAnswered: true }]);
  });

  it('is gone once it was answered, whatever the answer was', async () => {
    const { rerender } = render(<Tell />);
    await screen.findByRole('button', { name: 'Notify me' });
    await writeSetting(await requireOpen(), NOTICES, { isAnswered: true });
    rerender(<Tell />);
    await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
  });

  it('is not made where it is allowed already', async () => {
    answers.isAllowed = true;
    const contains = vi.spyOn(fakeBrowser.permissions, 'contains');
    render(<Tell />);
    await waitFor(() => expect(contains).toHaveBeenCalled());
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('looking on', () => {
  function Watching({ jobs }: { readonly jobs: readonly Job[] }) {
    return <p>{useWatch(jobs) ? 'running' : 'quiet'}</p>;
  }

  it('is said once at the beginning and whenever another one begins', () => {
    const first = job3d({ place: 'running' });
    const { rerender } = render(<Watching jobs={[job3d()]} />);
    screen.getByText('quiet');
    expect(askedFor('jobs/watch')).toEqual([]);
    rerender(<Watching jobs={[first]} />);
    rerender(<Watching jobs={[{ ...first, rev: 2 }]} />);
    screen.getByText('running');
    expect(askedFor('jobs/watch')).toHaveLength(1);
    rerender(<Watching jobs={[job3d({ place: 'draft' }), first]} />);
    expect(askedFor('jobs/watch')).toHaveLength(2);
  });
});

describe('a picture that was made here', () => {
  beforeEach(() => {
    drawOnNothing();
    URL.createObjectURL = () => 'blob:made';
    URL.revokeObjectURL = () => {};
  });

  it('has a button that makes a model of it', async () => {
    const file = await keepFile(utf8('\x89PNG 48x32'), { media: 'image/png', name: '' });
    const make3d = vi.fn(async () => {});
    const nothing = () => {};
    const actions = { order: async () => {}, edit: nothing, goOn: nothing, use: nothing, make3d };
    render(
      <ActionsProvider value={actions}>
        <Pictures job={jobOf({ images: [file] }, { make: 'image' })} />
      </ActionsProvider>,
    );
    await user.click(await screen.findByRole('button', { name: 'Make 3D' }));
    expect(make3d).toHaveBeenCalledExactlyOnceWith(file);
  });

  it('becomes the front as a file of its own; what was half written stays', async () => {
    await newVault();
    const draft = { prompt: 'half a wish', files: [], chosen: { model3d: { pbr: false } } };
    await writeSetting(await requireOpen(), 'draft:model3d', draft);
    const magic = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const bytes = new Uint8Array([...magic, ...utf8(' 48x32')]);
    const file = await keepFile(bytes, { media: 'image/png', name: '' });
    const store = new FormStore('model3d');
    await takeOver(store, file);
    expect(store.get()).toMatchObject({
      prompt: draft.prompt,
      chosen: draft.chosen,
      views: ['front'],
    });
    const [own] = store.get().files;
    expect(own?.id).not.toBe(file.id);
    expect(own && new TextDecoder().decode(await readFile(own))).toContain('drawn 384x256');
  });
});

describe('a page that a notification opened', () => {
  it('shows the tab and comes to the result, once', async () => {
    await point({ id: 'a-result', make: 'model3d' });
    const shown: string[] = [];
    const arrived = arrive(({ make }) => shown.push(make));
    await waitFor(() => expect(shown).toEqual(['model3d']));
    render(
      <ul>
        <li id="a-result" tabIndex={-1}>
          made
        </li>
      </ul>,
    );
    await arrived;
    expect(document.activeElement?.id).toBe('a-result');
    await arrive(({ make }) => shown.push(make));
    expect(shown).toEqual(['model3d']);
  });
});
