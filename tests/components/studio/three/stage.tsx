/** The tab 3D with an invented table of models, and canvases that only count. */
import { render, screen } from '@testing-library/react';
import { vi } from 'vitest';
import { SurfaceContext } from '../../../../components/app/surface';
import { FormStore } from '../../../../components/studio/form';
import { NO_CHOICES } from '../../../../components/studio/nothing';
import { Bench } from '../../../../components/studio/three/Bench';
import { Toasts } from '../../../../components/ui/Toasts';
import type { Job, Request, State } from '../../../../lib/jobs/record';
import type { KeyRecord } from '../../../../lib/keys/record';
import type { Choices, ModelList } from '../../../../lib/models/record';
import type { Model } from '../../../../lib/providers/model';
import { jobOf, keyOf, payerWith } from '../stage';

/** Any service would do: nothing here knows one by name. */
export const PROVIDER = 'tripo';

const tariff = (...amounts: readonly number[]): NonNullable<Model['tariff']> => ({
  usdEach: '0.01',
  unit: 'credits',
  asOf: '2026-10-14',
  rows: amounts.map((amount) => ({ amount })),
});

export const row = (id: string, over: Partial<Model> = {}): Model => ({
  id,
  name: `Maker ${id}`,
  makes: ['model3d'],
  takes: ['text', 'image'],
  step: { deed: 'create', from: ['text', 'picture', 'views'], mostPrompt: 20 },
  tariff: tariff(20),
  ...over,
});

export const stepRow = (
  id: string,
  step: Partial<NonNullable<Model['step']>>,
  over: Partial<Model> = {},
): Model =>
  row(id, {
    name: id,
    takes: [],
    step: { deed: id.split(':')[0] ?? id, from: ['result'], ...step },
    tariff: tariff(5),
    ...over,
  });

export const STARTERS: readonly Model[] = [
  row('v3', {
    rank: 0,
    step: { deed: 'create', from: ['text', 'picture', 'views'], mostPrompt: 20, wordsFrom: ['text'] },
    options: [
      { name: 'texture', is: 'switch', initial: true },
      {
        name: 'texture_quality',
        is: 'choice',
        values: ['standard', 'detailed'],
        initial: 'standard',
        when: { texture: [true] },
      },
      { name: 'generate_parts', is: 'switch', initial: false, when: { texture: [false] } },
      {
        name: 'orientation',
        is: 'choice',
        values: ['default', 'align_image'],
        initial: 'default',
        from: ['picture'],
      },
      { name: 'a_thing_of_tomorrow', is: 'range', min: 1, max: 9 },
      { name: 'model_seed', is: 'seed', max: 2_147_483_647 },
    ],
    tariff: {
      ...tariff(10),
      rows: [
        { amount: 10 },
        { amount: 10, when: { texture: [true] } },
        { amount: 10, when: { texture_quality: ['detailed'] } },
        { amount: 10, from: ['picture', 'views'] },
      ],
    },
  }),
  row('words-only', { rank: 1, step: { deed: 'create', from: ['text'], mostPrompt: 20 } }),
  row('one-picture', { rank: 2, step: { deed: 'create', from: ['picture'], mostPrompt: 0 } }),
];

export const STEPS: readonly Model[] = [
  stepRow('texture', { after: ['create'], mostPrompt: 100, needsWords: true }, { takes: ['text', 'image'] }),
  stepRow('rig-check', { after: ['create'], notFrom: ['model/fbx'] }, { tariff: tariff(0) }),
  stepRow('rig:biped', { after: ['rig-check'], needs: { riggable: [true], rigType: ['biped'] } }),
  stepRow('rig:quadruped', { after: ['rig-check'], needs: { riggable: [true], rigType: ['quadruped'] } }),
  stepRow(
    'animate',
    { after: ['rig'] },
    {
      options: [
        {
          name: 'animations',
          is: 'choices',
          values: ['preset:biped:wait', 'preset:biped:dance_02', 'preset:walk'],
          max: 2,
        },
      ],
      tariff: { ...tariff(), rows: [{ amount: 10, each: 'animations' }] },
    },
  ),
  stepRow('convert', { after: ['create', 'rig'] }, { options: [{ name: 'part_names', is: 'parts' }] }),
];

export const listOf = (models: readonly Model[] = [...STARTERS, ...STEPS]): ModelList => ({
  provider: PROVIDER,
  make: 'model3d',
  models: [...models],
  readAtMs: Date.now(),
});

export const richKey = (credits: number, over: Partial<KeyRecord> = {}): KeyRecord =>
  keyOf('Clay', {
    provider: PROVIDER,
    checkedAtMs: Date.now(),
    report: { verdict: 'works', facts: [{ name: 'credits', count: credits, unit: 'credits' }], warnings: [] },
    ...over,
  });

interface Standing {
  readonly models: readonly Model[];
  readonly keys: readonly [KeyRecord, ...KeyRecord[]];
  readonly choices: Choices;
}

export function showBench(over: Partial<Standing> = {}) {
  const store = new FormStore('model3d');
  const [first, ...others] = over.keys ?? [richKey(200)];
  render(
    <SurfaceContext value="sidepanel">
      <Bench
        store={store}
        payers={[payerWith(first, ...others)]}
        lists={[listOf(over.models)]}
        choices={over.choices ?? NO_CHOICES}
        refreshing={{ busy: new Set(), problems: new Map(), refresh: () => {} }}
        onMake3d={async () => {}}
      />
      <Toasts />
    </SurfaceContext>,
  );
  return store;
}

export const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });

/** A finished model, unless said otherwise. */
export const job3d = (state: Partial<State> = {}, request: Partial<Request> = {}): Job =>
  jobOf(
    { operation: { id: 'task' }, credits: 20, cost: { usd: '0.2', how: 'told' }, ...state },
    { make: 'model3d', provider: PROVIDER, model: 'v3', prompt: 'an owl', keyName: 'Clay', ...request },
  );

/** Each picture is as large as its name says: `640x480.png`. What is drawn is a line that tells how. */
export function drawOnNothing(): void {
  const sizeOf = async (blob: Blob) => /(\d+)x(\d+)/.exec(await blob.text());
  vi.stubGlobal('createImageBitmap', async (blob: Blob) => {
    const size = await sizeOf(blob);
    if (!size) throw new Error('not a picture');
    return { width: Number(size[1]), height: Number(size[2]), close: () => {} };
  });
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      constructor(
        readonly width: number,
        readonly height: number,
      ) {}
      getContext = () => ({ drawImage: () => {}, fillRect: () => {}, fillStyle: '' });
      convertToBlob = async ({ type }: { type: string }) =>
        new Blob(
          [`${type === 'image/png' ? '\x89PNG' : '\xff\xd8\xff'} drawn ${this.width}x${this.height}`],
          { type },
        );
    },
  );
}

const MAGIC = { png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], jpg: [0xff, 0xd8, 0xff] } as const;

/** It begins as such a file does, and holds its size and where it was taken. */
export function pictureFile(size: string, kind: keyof typeof MAGIC | 'webp' | 'txt' = 'png'): File {
  const text = new TextEncoder().encode(`${size} Exif at 48.137,11.575`);
  const begin = kind === 'webp' ? new TextEncoder().encode('RIFF____WEBP') : (MAGIC[kind as 'png'] ?? []);
  return new File([new Uint8Array([...begin, ...text])], `${size}.${kind}`, {
    type: kind === 'txt' ? 'text/plain' : `image/${kind === 'jpg' ? 'jpeg' : kind}`,
  });
}
