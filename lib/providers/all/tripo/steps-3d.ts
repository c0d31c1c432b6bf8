// https://developers.tripo3d.ai/en/docs (as of 2026-10-14): what may follow on something that Tripo made.
import type { Option, Step } from '../../model';
import { choice as oneOf, range } from '../../wire/options';
import { PRESETS } from './presets';
import {
  also,
  choice,
  FINER,
  faces,
  flag,
  PLAIN,
  type Price,
  type Row3d,
  row,
  textures,
  type When,
} from './rows-3d';

const MESHES = ['create', 'texture', 'decimate'];
const SPLIT = ['segment', 'complete'];
const ALL = [...MESHES, ...SPLIT];

const next = (
  id: string,
  name: string,
  about: Omit<Step, 'deed' | 'from'>,
  options: Option[],
  rows: Price[],
): Row3d => row(id, name, { deed: id.split(':')[0] ?? id, from: ['result'], ...about }, options, rows);

/** The same of what lies in parts: some of them may be chosen. */
const inParts = (model: Row3d, when: When = {}): Row3d[] => [
  model,
  {
    ...model,
    id: `${model.id}:parts`,
    step: { ...model.step, after: SPLIT },
    options: [...model.options, { name: 'part_names', is: 'parts', when }],
  },
];

const FACED: When = { format: ['FBX', 'OBJ', 'USDZ'] };
const COLOURED: When = { format: [...(FACED.format ?? []), 'GLTF'] };

const looks: Option[] = [
  choice('fbx_preset', 'blender 3dsmax mixamo', { when: { format: ['FBX'] } }),
  choice('texture_size', '4096 2048 1024 512', { when: COLOURED }),
  oneOf('texture_format', 'JPEG PNG WEBP BMP TARGA TIFF OPEN_EXR HDR DPX', { when: COLOURED }),
  range('scale_factor', 0.01, 100, { initial: 1 }),
];

const converting = (id: string, formats: string, after: string[], own: Option[]): Row3d => {
  const options = [...looks, ...own];
  return next(
    id,
    'Convert',
    { after },
    [choice('format', formats), ...options],
    [{ amount: 5 }, { amount: 5, changed: [...new Set(options.map(({ name }) => name)), 'part_names'] }],
  );
};

const SMART = { when: { model: ['v2.0'] } };
const isFlat = { when: { flatten_bottom: [true] } };

export const STEPS: readonly Row3d[] = [
  ...inParts({
    ...next(
      'texture',
      'Texture',
      { after: MESHES, mostPrompt: 1_024, needsWords: true },
      [...textures(PLAIN), flag('bake', {}, true), oneOf('compress', 'geometry')],
      [{ amount: 10 }, ...FINER],
    ),
    takes: ['text', 'image'],
  }),
  // Whatever changes the mesh destroys a skeleton: it comes last.
  next('rig-check', 'Rig check', { after: ALL, notFrom: ['model/fbx'] }, [], [{ amount: 0 }]),
  ...Object.keys(PRESETS).map((type) =>
    next(
      `rig:${type}`,
      `Rig: ${type}`,
      { after: ['rig-check'], needs: { riggable: [true], rigType: [type] } },
      // Only the first skeleton of a biped can be animated here.
      [...(type === 'biped' ? [choice('spec', 'tripo mixamo')] : []), choice('out_format', 'glb fbx')],
      [{ amount: 25 }],
    ),
  ),
  ...Object.entries(PRESETS).flatMap(([type, presets]) =>
    presets.length === 0
      ? []
      : next(
          `animate:${type}`,
          `Animate: ${type}`,
          {
            after: ['rig'],
            needs: { rigType: [type], ...(type === 'biped' ? { spec: ['tripo'] } : {}) },
          },
          [
            type === 'biped'
              ? { name: 'animations', is: 'choices', values: presets, max: 5 }
              : choice('animations', presets.join(' ')),
            choice('out_format', 'glb fbx'),
            flag('bake_animation', { when: { out_format: ['glb'] } }, true),
            flag('animate_in_place'),
          ],
          [{ amount: 10, each: 'animations' }],
        ),
  ),
  ...inParts(
    converting('convert', 'FBX OBJ STL USDZ 3MF GLTF', MESHES, [
      flag('quad', { when: FACED }),
      flag('force_symmetry', { when: { ...FACED, quad: [true] } }),
      range('face_limit', 500, 150_000, { when: { ...FACED, quad: [true] } }),
      range('face_limit', 500, 1_500_000, { when: { quad: [false] } }),
      flag('flatten_bottom'),
      range('flatten_bottom_threshold', 0, 1, { initial: 0.01, ...isFlat }),
      flag('bake', { when: COLOURED }, true),
      flag('pack_uv', { when: COLOURED }),
      flag('export_vertex_colors', { when: { format: ['OBJ', 'GLTF'] } }),
      flag('pivot_to_center_bottom'),
    ]),
  ),
  // The others know no skeleton.
  converting(
    'convert:rigged',
    'FBX GLTF USDZ',
    ['rig', 'animate'],
    [flag('with_animation', {}, true), flag('animate_in_place', { when: { with_animation: [true] } })],
  ),
  next(
    'segment',
    'Segment',
    { after: MESHES, notFrom: ['model/fbx'] },
    [
      choice('model', 'v1.0-20250506 v2.0-20260430'),
      oneOf('segmentation_granularity', 'simple balanced detailed', { when: { model: ['v2.0-20260430'] } }),
      flag('split_by_connectivity', { when: { model: ['v2.0-20260430'] } }),
    ],
    [{ amount: 40 }],
  ),
  ...inParts(
    next(
      'decimate',
      'Fewer faces',
      { after: MESHES },
      [
        choice('model', 'v2.0 v1.0'),
        flag('quad', SMART),
        faces(500, 20_000, { ...SMART.when, quad: [false] }),
        faces(500, 10_000, { ...SMART.when, quad: [true] }),
        // This one does nothing without it.
        range('face_limit', 500, 2_000_000, { initial: 10_000, when: { model: ['v1.0'] } }),
        flag('bake', SMART, true),
      ],
      [also('model', 'v2.0', 30), also('model', 'v1.0', 10)],
    ),
    SMART.when,
  ),
  next(
    'complete',
    'Complete parts',
    { after: ['segment'] },
    [choice('completion_mode', 'ai_completion quick_cap'), { name: 'part_names', is: 'parts' }],
    [{ amount: 30 }, also('completion_mode', 'ai_completion', 20)],
  ),
];
