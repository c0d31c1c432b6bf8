// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askedFor, background, setStudioStage, user } from '../stage';
import { area, drawOnNothing, PROVIDER, pictureFile, richKey, row, STARTERS, showBench } from './stage';

setStudioStage();
beforeEach(() => {
  drawOnNothing();
  URL.createObjectURL = () => 'blob:drawn';
  URL.revokeObjectURL = () => {};
});

const started = () => askedFor('jobs/start').map(({ input }) => input);
const picture = () => screen.getByLabelText<HTMLInputElement>('Picture');
const generate = () => user.click(screen.getByRole('button', { name: 'Generate' }));
const model = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Model' });
const price = () => screen.getByText(/^(About|Free|Price unknown)/).closest('p')?.textContent;

describe('the form', () => {
  it('asks with words, with every option as it stands there, for a new family', async () => {
    const store = showBench();
    const { conversation } = store.get();
    await user.type(area(), 'an owl{Enter}');
    expect(started()).toEqual([
      {
        id: expect.any(String),
        make: 'model3d',
        provider: PROVIDER,
        keyId: expect.any(String),
        model: 'v3',
        prompt: 'an owl',
        files: [],
        conversation,
        parent: null,
        chosen: { model3d: { texture: true, texture_quality: 'standard' } },
      },
    ]);
    expect(area().value).toBe('');
    expect(store.get().conversation).not.toBe(conversation);
  });

  it('asks with pictures from several sides, in one order, and forgets them then', async () => {
    const store = showBench();
    await user.upload(picture(), pictureFile('640x480'));
    await screen.findByRole('img', { name: 'Front view' });
    await user.upload(screen.getByLabelText('Right'), pictureFile('64x64', 'jpg'));
    await user.upload(screen.getByLabelText('Left'), pictureFile('65x65', 'webp'));
    await screen.findByRole('img', { name: 'Left view' });
    await generate();
    expect(started()).toMatchObject([
      {
        views: ['front', 'left', 'right'],
        files: [{ name: '640x480.png' }, { name: '65x65.webp', media: 'image/png' }, { name: '64x64.jpg' }],
      },
    ]);
    expect(store.get()).toMatchObject({ files: [], views: [] });
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('takes what is pasted and dropped as the front, and says why a file was not taken', async () => {
    showBench();
    await user.click(area());
    await user.paste({ files: [pictureFile('80x80')], getData: () => '' } as never);
    await screen.findByRole('img', { name: 'Front view' });
    await user.upload(picture(), pictureFile('9x9000'));
    expect((await screen.findByRole('alert')).textContent).toContain('too narrow');
    expect(screen.getAllByRole('img')).toHaveLength(1);
  });

  it('that is sent while a picture is still prepared goes out once, with the picture', async () => {
    showBench();
    await user.upload(picture(), pictureFile('640x480'));
    await generate();
    await waitFor(() => expect(started()).toMatchObject([{ files: [{ name: '640x480.png' }] }]));
    await user.upload(picture(), pictureFile('7x7000'));
    await generate();
    await screen.findByRole('alert');
    expect(started()).toHaveLength(1);
  });

  it('without the front asks for it, and sends nothing', async () => {
    showBench();
    await user.upload(picture(), pictureFile('80x80'));
    await user.upload(await screen.findByLabelText('Back'), pictureFile('81x81'));
    await screen.findByRole('img', { name: 'Back view' });
    await user.click(screen.getByRole('button', { name: 'Remove front' }));
    await generate();
    expect((await screen.findByRole('alert')).textContent).toContain('from the front is missing');
    expect(started()).toEqual([]);
  });

  it('sends neither nothing nor more words than fit', async () => {
    showBench();
    await generate();
    expect(document.activeElement).toBe(area());
    await user.type(area(), 'more than twenty letters');
    await generate();
    screen.getByText('24 letters, and 20 fit. Shorten it.');
    expect(started()).toEqual([]);
  });

  it('says that words beside a picture are not read, and keeps them as a name for the result', async () => {
    const store = showBench();
    await user.type(area(), 'an owl');
    expect(screen.queryByText(/reads no words/)).toBeNull();
    await user.upload(picture(), pictureFile('80x80'));
    await screen.findByText(/reads no words/);
    await generate();
    expect(started()).toMatchObject([{ prompt: 'an owl', files: [{}], views: ['front'] }]);
    expect(store.get().prompt).toBe('');
  });

  it('has everything back when the background refused it', async () => {
    background.reply = ({ firekeep }) => {
      if (firekeep === 'jobs/start') throw new Error('key-disabled');
      return {};
    };
    const store = showBench();
    await user.upload(picture(), pictureFile('80x80'));
    await screen.findByRole('img', { name: 'Front view' });
    await generate();
    await screen.findByRole('alert');
    expect(store.get()).toMatchObject({ files: [{ name: '80x80.png' }], views: ['front'] });
  });

  it('is kept as a draft, with the sides', async () => {
    const store = showBench();
    await user.upload(picture(), pictureFile('80x80'));
    await screen.findByRole('img', { name: 'Front view' });
    store.flush();
    await waitFor(() =>
      expect(askedFor('drafts/keep').at(-1)?.input).toMatchObject({
        make: 'model3d',
        draft: { views: ['front'], files: [{ name: '80x80.png' }] },
      }),
    );
    store.adopt({ prompt: 'old', files: [], chosen: {} });
    expect(store.get().files).toHaveLength(1);
  });
});

describe('the models', () => {
  const offered = async () => {
    await user.click(model());
    const list = await screen.findByRole('listbox', { name: 'Models' });
    const names = within(list)
      .getAllByRole('option')
      .map((option) => option.textContent?.match(/Maker \S+?(?=\s|$)/)?.[0]);
    await user.keyboard('{Escape}');
    return names;
  };

  it('are those that can begin with what stands there; no step is among them', async () => {
    showBench();
    expect(await offered()).toEqual(['Maker v3', 'Maker words-only']);
    await user.upload(picture(), pictureFile('80x80'));
    await screen.findByRole('img', { name: 'Front view' });
    expect(await offered()).toEqual(['Maker v3', 'Maker one-picture']);
  });

  it('give way for as long as the chosen one cannot begin so, which is said', async () => {
    const store = showBench();
    store.change({ provider: PROVIDER, model: 'words-only' });
    await waitFor(() => expect(model().value).toBe('Maker words-only'));
    await user.upload(picture(), pictureFile('80x80'));
    await waitFor(() => expect(model().value).toBe('Maker v3'));
    screen.getByText('Maker words-only cannot begin with a picture. Maker v3 takes its place for this one.');
    await user.click(screen.getByRole('button', { name: 'Remove front' }));
    await waitFor(() => expect(model().value).toBe('Maker words-only'));
  });

  it('that are none for this are said to be none', async () => {
    showBench({ models: STARTERS.slice(2) });
    screen.getByText(/makes a model from words alone/);
    await user.type(area(), 'an owl{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('No model is chosen');
    expect(started()).toEqual([]);
  });
});

describe('the price', () => {
  it('is said in credits and dollars with what is left, and follows every choice', async () => {
    const store = showBench();
    expect(price()).toBe('About 20 credits ($0.20), leaves 180 credits');
    store.change({ chosen: { model3d: { texture_quality: 'detailed' } } });
    await waitFor(() => expect(price()).toBe('About 30 credits ($0.30), leaves 170 credits'));
    store.change({ chosen: { model3d: { texture_quality: 'detailed', texture: false } } });
    await waitFor(() => expect(price()).toBe('About 10 credits ($0.10), leaves 190 credits'));
    await user.upload(picture(), pictureFile('80x80'));
    await waitFor(() => expect(price()).toBe('About 20 credits ($0.20), leaves 180 credits'));
  });

  it('is never made up', () => {
    showBench({ models: [row('v3', { tariff: undefined as never })] });
    expect(price()).toBe('Price unknown');
  });

  it('that is more than there is says so before it is sent, where to top up, and forbids nothing', async () => {
    showBench({ keys: [richKey(19.5)] });
    const said = screen.getByText('This key has 19.5 credits: too little for this.').closest('[role=status]');
    expect(said).toBeTruthy();
    const link = within(said as HTMLElement).getByRole<HTMLAnchorElement>('link', { name: /^Top up at/ });
    expect(link.href).toBe('https://platform.tripo3d.ai/');
    await user.type(area(), 'an owl{Enter}');
    expect(started()).toHaveLength(1);
  });

  it('is compared with a balance that is asked anew, once, when it is old', async () => {
    const key = richKey(5, { checkedAtMs: Date.now() - 120_000 });
    const store = showBench({ keys: [key] });
    await waitFor(() => expect(askedFor('keys/check').map(({ input }) => input)).toEqual([{ id: key.id }]));
    store.change({ prompt: 'an owl' });
    await screen.findByDisplayValue('an owl');
    expect(askedFor('keys/check')).toHaveLength(1);
  });

  it('asks after no balance that was told a moment ago', async () => {
    const store = showBench({ keys: [richKey(200, { checkedAtMs: Date.now() - 120_000 })] });
    store.change({ prompt: 'an owl' });
    await screen.findByDisplayValue('an owl');
    expect(askedFor('keys/check')).toEqual([]);
  });
});

describe('the options', () => {
  const open = () => user.click(screen.getByRole('button', { name: 'Options' }));

  it('hide what is refused together, and send nothing of it', async () => {
    showBench();
    await open();
    await screen.findByLabelText('Quality of the colours');
    expect(screen.queryByLabelText('In parts')).toBeNull();
    expect(screen.queryByLabelText('Stands')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Quality of the colours'), 'Detailed');
    await user.click(screen.getByLabelText('Colours'));
    await user.click(await screen.findByLabelText('In parts'));
    expect(screen.queryByLabelText('Quality of the colours')).toBeNull();
    await user.type(area(), 'an owl{Enter}');
    expect(started()[0].chosen).toEqual({ model3d: { texture: false, generate_parts: true } });
  });

  it('say in plain words what each does, also one that nobody wrote about', async () => {
    showBench();
    await open();
    const field = await screen.findByLabelText('A thing of tomorrow');
    await user.type(field, '12');
    screen.getByText(/Not used/);
    await user.clear(field);
    await user.type(field, '4');
    screen.getByText('Paints the model. Without it you get the bare shape, for less.');
    await user.click(screen.getByText('More options'));
    await user.type(screen.getByLabelText('Seed of the shape'), '42');
    await user.type(area(), 'an owl{Enter}');
    expect(started()[0].chosen.model3d).toMatchObject({ a_thing_of_tomorrow: 4, model_seed: 42 });
  });
});

vi.setConfig({ testTimeout: 60_000 });
