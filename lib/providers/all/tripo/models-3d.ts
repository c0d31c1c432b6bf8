// https://developers.tripo3d.ai/en/docs (models, options and prices as of 2026-10-14). No call lists them: this is a table.
import type { Option } from '../../model';
import { choice as oneOf } from '../../wire/options';
import {
  also,
  choice,
  FINER,
  faces,
  flag,
  OLD,
  PICTURES,
  PLAIN,
  type Price,
  type Row3d,
  row,
  seed,
  textures,
  type When,
} from './rows-3d';
import { STEPS } from './steps-3d';

const TEXTURED: When = { texture: [true] };

/** What each model takes besides; the names that another may not even hear are in its own line alone. */
const creation = (first: string, own: Option[]): Option[] => [
  flag('texture', {}, true),
  ...textures(first, TEXTURED),
  ...own,
  flag('auto_size', { when: TEXTURED }),
  choice('orientation', 'default align_image', { when: TEXTURED, from: PICTURES }),
  flag('enable_image_autofix', { from: PICTURES }),
  flag('export_uv', { when: { texture: [false] } }, true),
  // An FBX is not packed.
  oneOf('compress', 'geometry', own.some(({ name }) => name === 'quad') ? { when: { quad: [false] } } : {}),
  { name: 'negative_prompt', is: 'text', max: 255, from: ['text'] },
  seed('model_seed'),
  seed('image_seed', { from: ['text'] }),
];

/** Of the third generation: how fine it may be depends on how it is made. */
const fine = (most: number, mostDetailed: number): Option[] => {
  const [plain, low] = [{ smart_low_poly: [false] }, { smart_low_poly: [true] }];
  return [
    choice('geometry_quality', 'standard detailed'),
    flag('quad'),
    flag('smart_low_poly'),
    faces(500, most, { quad: [false], ...plain, geometry_quality: ['standard'] }),
    faces(500, mostDetailed, { quad: [false], ...plain, geometry_quality: ['detailed'] }),
    faces(500, 150_000, { quad: [true], ...plain }),
    faces(1_000, 20_000, { quad: [false], ...low }),
    faces(1_000, 10_000, { quad: [true], ...low }),
    flag('generate_parts', { when: { texture: [false], quad: [false], ...plain } }),
  ];
};

const painted = (text: number, pictures: number): Price[] => [
  { amount: text, from: ['text'] },
  { amount: pictures, from: PICTURES },
  also('texture', true, 10),
  ...FINER,
];
const DEARER = [
  ...painted(10, 20),
  also('geometry_quality', 'detailed', 20),
  also('quad', true, 5),
  also('smart_low_poly', true, 10),
  also('generate_parts', true, 20),
];

const maker = (id: string, name: string, first: string, own: Option[], rows: Price[]): Row3d =>
  row(
    id,
    `Tripo ${name}`,
    { deed: 'create', from: ['text', ...PICTURES], mostPrompt: 1_024, wordsFrom: ['text'] },
    creation(first, own),
    rows,
    ['text', 'image'],
  );

/** Best first. */
export const MODELS: readonly Row3d[] = [
  maker('v3.1-20260211', 'v3.1', PLAIN, fine(1_500_000, 2_000_000), DEARER),
  maker('v3.0-20250812', 'v3.0', PLAIN, fine(1_000_000, 1_500_000), DEARER),
  maker(
    'v2.5-20250123',
    'v2.5',
    OLD,
    [flag('quad'), faces(500, 500_000, { quad: [false] }), faces(500, 150_000, { quad: [true] })],
    DEARER,
  ),
  maker('P1-20260311', 'P1, few faces', PLAIN, [faces(50, 20_000)], painted(30, 40)),
  maker(
    'P2-20260801',
    'P2, few faces (preview)',
    PLAIN,
    [flag('quad'), faces(50, 50_000, { quad: [false] }), faces(50, 25_000, { quad: [true] })],
    painted(100, 100),
  ),
  ...STEPS,
].map((model, rank) => ({ ...model, rank }));

export const findRow = (id: string): Row3d | undefined => MODELS.find((model) => model.id === id);
