// @vitest-environment jsdom
/** What stands around a model, with a stand-in for what draws it: that draws only in a browser. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Opened, Opening, Wishes } from '../../../components/viewer/open';
import type { Obstacle } from '../../../components/viewer/showable';
import { Viewer } from '../../../components/viewer/Viewer';
import { animatedGlb, cubeGlb, emptyZip } from '../../harness/models-3d';

class ObstacleError extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle);
  }
}

interface Call {
  readonly url: string;
  readonly wishes: Wishes;
  readonly close: () => void;
}
const calls: Call[] = [];
const did: string[] = [];
let shown: () => Promise<Opened>;

vi.mock('../../../components/viewer/open', () => ({
  ObstacleError,
  openModel: (_host: HTMLElement, url: string, wishes: Wishes): Opening => {
    const close = vi.fn();
    calls.push({ url, wishes, close });
    return { shown: shown(), poster: async () => new Blob(['poster'], { type: 'image/webp' }), close };
  },
}));

const opened = (more: Partial<Opened> = {}): Opened => ({
  figures: { triangles: 12, textures: 1 },
  animations: [],
  isPlaying: false,
  dress: (surface) => did.push(`dress ${surface}`),
  light: (exposure) => did.push(`light ${exposure}`),
  play: (animation) => did.push(`play ${animation}`),
  pause: () => did.push('pause'),
  zoom: (presses) => did.push(presses > 0 ? 'nearer' : 'farther'),
  reset: () => did.push('reset'),
  ...more,
});

let revoked: string[];
beforeEach(() => {
  calls.length = 0;
  did.length = 0;
  revoked = [];
  shown = async () => opened();
  let made = 0;
  Object.assign(URL, {
    createObjectURL: () => {
      made += 1;
      return `blob:model-${made}`;
    },
    revokeObjectURL: (url: string) => revoked.push(url),
  });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const fileOf = (bytes: Uint8Array, type = 'model/gltf-binary') => new Blob([new Uint8Array(bytes)], { type });
const show = (bytes: Uint8Array, more: Partial<Parameters<typeof Viewer>[0]> = {}) =>
  render(<Viewer file={fileOf(bytes)} name="firekeep-1.glb" {...more} />);

describe('a model that is shown', () => {
  it('has its figures, and a download under its name', async () => {
    show(cubeGlb(), { alt: 'a red cube', fullPage: '/model.html#1/0' });
    await screen.findByRole('group', { name: 'View' });
    expect(calls[0]?.wishes).toMatchObject({ alt: 'a red cube', isMotionReduced: false });
    expect(screen.getByText('12 triangles · 1 texture · 2 KB')).toBeDefined();
    const link = screen.getByRole('link', { name: 'Download' });
    expect([link.getAttribute('href'), link.getAttribute('download')]).toEqual([
      'blob:model-1',
      'firekeep-1.glb',
    ]);
    expect(screen.getByRole('link', { name: 'Full page' }).getAttribute('href')).toBe('/model.html#1/0');
  });

  it('says what its record says, when that is known', async () => {
    const figures = { triangles: 51_234, meshes: 1, textures: 0, parts: [], animations: [], extensions: [] };
    show(cubeGlb(), { figures });
    expect(await screen.findByText('51,234 triangles · no textures · 2 KB')).toBeDefined();
  });

  it('is dressed, lit, brought nearer and set back', async () => {
    show(cubeGlb());
    fireEvent.change(await screen.findByLabelText('Surface'), { target: { value: 'wire' } });
    fireEvent.change(screen.getByLabelText('Light'), { target: { value: 'dim' } });
    for (const name of ['Nearer', 'Farther', 'As at first'])
      fireEvent.click(screen.getByRole('button', { name }));
    expect(did).toEqual(['dress wire', 'light 0.5', 'nearer', 'farther', 'reset']);
  });

  it('plays the animation that is chosen, and pauses', async () => {
    shown = async () => opened({ animations: ['Turn', 'animation_1'], isPlaying: true });
    show(animatedGlb());
    fireEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    fireEvent.change(screen.getByLabelText('Animation'), { target: { value: 'animation_1' } });
    expect(screen.getByRole('option', { name: 'Animation 2' })).toBeDefined();
    expect(did).toEqual(['pause', 'play animation_1']);
    expect(screen.getByRole('button', { name: 'Pause' })).toBeDefined();
  });

  it('gives its poster once', async () => {
    const posters: Blob[] = [];
    const { rerender } = show(cubeGlb(), { onPoster: (poster) => posters.push(poster) });
    await vi.waitFor(() => expect(posters).toHaveLength(1));
    rerender(<Viewer file={fileOf(cubeGlb())} name="b.glb" />);
    await screen.findByRole('group', { name: 'View' });
    expect(posters.map(({ type }) => type)).toEqual(['image/webp']);
  });

  it('is closed when it goes, and its address with it', async () => {
    const { unmount } = show(cubeGlb());
    await screen.findByRole('group', { name: 'View' });
    unmount();
    expect(calls[0]?.close).toHaveBeenCalledTimes(1);
    expect(revoked).toEqual(['blob:model-1']);
  });

  it('is never opened when it goes before that', async () => {
    const { unmount } = show(cubeGlb());
    unmount();
    await act(async () => undefined);
    expect(calls).toEqual([]);
  });

  it('can be dragged out under its name', async () => {
    show(cubeGlb());
    const setData = vi.fn();
    fireEvent.dragStart(await screen.findByRole('link', { name: 'Download' }), { dataTransfer: { setData } });
    expect(setData).toHaveBeenCalledWith('DownloadURL', 'model/gltf-binary:firekeep-1.glb:blob:model-1');
  });
});

describe('a model that cannot be shown', () => {
  const whole = cubeGlb();
  const fine = { triangles: 10_000_001, meshes: 1, textures: 0, parts: [], animations: [], extensions: [] };
  it.each([
    ['of another format', emptyZip(), { name: 'a.obj' }, /^A file of the kind OBJ cannot be shown here/],
    ['without a name that says more', emptyZip(), { name: 'a' }, /^This kind of file cannot be shown/],
    ['cut', whole.slice(0, -1), {}, /its file is damaged/],
    ['too short for anything', whole.slice(0, 5), {}, /^This kind of file cannot be shown/],
    ['too fine', whole, { figures: fine }, /more than 10,000,000 triangles/],
  ])('%s is said, nothing is loaded for it, and it can be downloaded', async (_what, bytes, more, words) => {
    show(bytes, more);
    expect(await screen.findByText(words)).toBeDefined();
    expect(calls).toEqual([]);
    expect(screen.getByRole('link', { name: 'Download' }).getAttribute('href')).toBe('blob:model-1');
  });

  it('too large is told by its size alone', async () => {
    const file = fileOf(whole);
    Object.defineProperty(file, 'size', { value: 150_000_001 });
    const header = Uint8Array.from(whole.slice(0, 12));
    new DataView(header.buffer).setUint32(8, 150_000_001, true);
    file.slice = () => new Blob([header]);
    render(<Viewer file={file} name="a.glb" />);
    expect(await screen.findByText(/too large to be shown here: more than 150 MB/)).toBeDefined();
    expect(calls).toEqual([]);
  });

  it.each([
    ['no-webgl', /WebGL is switched off/],
    ['damaged', /damaged or of a kind/],
  ] as const)('because of %s says so', async (obstacle, words) => {
    shown = () => Promise.reject(new ObstacleError(obstacle));
    show(whole);
    expect(await screen.findByText(words)).toBeDefined();
    expect(screen.queryByRole('group', { name: 'View' })).toBeNull();
  });

  it('any more, because the browser took the drawing back, says that too', async () => {
    show(whole);
    await screen.findByRole('group', { name: 'View' });
    act(() => calls[0]?.wishes.onLost());
    expect(await screen.findByText(/took back what is needed/)).toBeDefined();
  });
});
