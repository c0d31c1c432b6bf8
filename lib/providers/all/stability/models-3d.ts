// https://platform.stability.ai/docs/api-reference#tag/3D and …/pricing (as of 2025-08-01; what Point Aware cost was seen
// on 2026-08-03). A credit is a cent.
import type { Model, Option } from '../../model';
import { choice, range } from '../../wire/options';

const toModel = (id: string, name: string, credits: number, options: Option[], asOf: string): Model => ({
  id,
  name,
  makes: ['model3d'],
  takes: ['image'],
  isModerated: true,
  options: [
    choice('texture_resolution', '512 1024 2048', { initial: '1024' }),
    choice('remesh', 'none triangle quad', { initial: 'none' }),
    ...options,
  ],
  step: { deed: 'create', from: ['picture'], mostPrompt: 0 },
  tariff: { usdEach: '0.01', unit: 'credits', asOf, rows: [{ amount: credits }] },
});

/** Ids are the last part of the address. */
export const models3d: readonly Model[] = [
  {
    ...toModel(
      'stable-point-aware-3d',
      'Stable Point Aware 3D',
      4,
      [
        range('foreground_ratio', 1, 2),
        choice('target_type', 'none vertex face', { initial: 'none' }),
        range('target_count', 100, 20_000, { when: { target_type: ['vertex', 'face'] } }),
        range('guidance_scale', 1, 10),
        { name: 'seed', is: 'seed', max: 4_294_967_294 },
      ],
      '2026-08-03',
    ),
    rank: 0,
  },
  toModel(
    'stable-fast-3d',
    'Stable Fast 3D',
    10,
    [range('foreground_ratio', 0.1, 1), range('vertex_count', 100, 20_000)],
    '2025-08-01',
  ),
];
