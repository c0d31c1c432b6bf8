/** Options of 3D in plain words, by the names that services give them: what it is, and what comes of it. */
import { optionName, valueName } from '../options/words';

interface Words {
  readonly label: string;
  readonly help?: string;
}

const seed = (what: string): Words => ({
  label: `Seed of the ${what}`,
  help: `The same number makes much the same ${what} again. Empty: another one each time.`,
});

const options: Readonly<Record<string, Words>> = {
  // What is made.
  texture: { label: 'Colours', help: 'Paints the model. Without it you get the bare shape, for less.' },
  textured_mesh: { label: 'Colours', help: 'Paints the model. Costs more than the bare shape.' },
  should_texture: {
    label: 'Colours',
    help: 'Paints the model. Without it you get the bare shape, for less.',
  },
  pbr: {
    label: 'Real materials',
    help: 'Metal shines and cloth does not: roughness and metal are kept apart.',
  },
  enable_pbr: {
    label: 'Real materials',
    help: 'Roughness and metal are kept apart, so that light looks right.',
  },
  material: { label: 'Materials', help: 'How the surface is kept.' },
  texture_quality: {
    label: 'Quality of the colours',
    help: 'Finer pictures on the surface, and a larger file.',
  },
  texture_version: { label: 'Painter', help: 'Which version paints. The newest removes shadows by itself.' },
  texture_resolution: {
    label: 'Size of the textures',
    help: 'Pixels along one side. More is finer and larger.',
  },
  texture_size: { label: 'Size of the textures', help: 'Pixels along one side. More is finer and larger.' },
  texture_prompt: { label: 'How it should look', help: 'Colours and materials, in words.' },
  texture_alignment: {
    label: 'Colours follow',
    help: 'The picture as it is, or the shape where the two do not agree.',
  },
  texture_format: {
    label: 'Format of the textures',
    help: 'The kind of picture that the colours are kept as.',
  },
  delight: { label: 'Remove light and shadow', help: 'Colours without the light that fell on the picture.' },
  remove_lighting: {
    label: 'Remove light and shadow',
    help: 'Colours without the light that fell on the picture.',
  },
  geometry_quality: {
    label: 'Quality of the shape',
    help: 'Detailed has finer edges, costs more and takes longer.',
  },
  geometry_resolution: { label: 'Quality of the shape', help: 'Finer edges, for more.' },
  quality_mesh_option: { label: 'Quality of the shape', help: 'How many faces it has.' },
  resolution: { label: 'Quality of the shape', help: 'Finer steps, for more.' },
  octree_resolution: {
    label: 'Quality of the shape',
    help: 'Finer steps take longer and make a larger file.',
  },
  generate_type: { label: 'What is made', help: 'With colours, or the bare shape.' },
  mode: { label: 'Way', help: 'How the service goes about it.' },
  tier: { label: 'Quality', help: 'Better takes longer and costs more.' },
  negative_prompt: { label: 'What should not be in it', help: 'In a few words.' },
  style: { label: 'Style', help: 'What it should look like.' },

  // Its net of faces.
  face_limit: {
    label: 'Most faces',
    help: 'About so many at most. Fewer are lighter. Empty: as many as it needs.',
  },
  face_count: { label: 'Faces', help: 'About so many. Fewer are lighter.' },
  target_polycount: { label: 'Faces', help: 'About so many. Fewer are lighter.' },
  target_count: { label: 'How many', help: 'So many points or faces, as chosen beside it.' },
  target_type: { label: 'Count', help: 'What is counted: points, faces or nothing.' },
  vertex_count: { label: 'Points', help: 'About so many. -1: as many as it needs.' },
  decimation_target: { label: 'Faces', help: 'About so many. Fewer are lighter.' },
  decimation_mode: { label: 'Level of detail', help: 'How far faces are reduced.' },
  mesh_simplify: { label: 'Simplify', help: 'How much of the faces goes. Near 1 leaves few.' },
  quad: {
    label: 'Four-sided faces',
    help: 'For editing by hand. The file is then an FBX, which is not shown here.',
  },
  topology: { label: 'Faces', help: 'Three sides for showing, four for editing by hand.' },
  remesh: { label: 'New net of faces', help: 'Three sides for showing, four for editing by hand.' },
  should_remesh: {
    label: 'Tidy the faces',
    help: 'Without it the number of faces is not kept, and files are huge.',
  },
  model_type: { label: 'Kind', help: 'As fine as possible, or light and tidy for games.' },
  smart_low_poly: {
    label: 'Few faces, well placed',
    help: 'As if made by hand, for games. May fail on what is intricate.',
  },
  smart_uv: { label: 'Tidy colour map', help: 'Cuts the surface so that it can be painted by hand.' },
  generate_parts: { label: 'In parts', help: 'Each part is a piece of its own. Bare shape only.' },
  export_uv: {
    label: 'Prepare for colours',
    help: 'Without it the shape is ready sooner, and painting takes longer.',
  },
  compress: { label: 'Small file', help: 'Packs the shape. Other programs need to know this packing.' },
  symmetry_mode: { label: 'Symmetry', help: 'Both sides alike.' },
  force_symmetry: { label: 'Both sides alike', help: 'Makes left and right the same.' },

  // How it stands.
  auto_size: {
    label: 'Real size',
    help: 'In metres, as large as such a thing is. Otherwise its longest side is 1.',
  },
  orientation: { label: 'Stands', help: 'As usual, or turned as in the picture.' },
  enable_image_autofix: {
    label: 'Mend the picture first',
    help: 'For pictures that are blurred or small. Takes longer.',
  },
  image_enhancement: { label: 'Mend the picture first', help: 'For pictures that are blurred or small.' },
  foreground_ratio: { label: 'Room around it', help: 'How much of the picture the thing fills.' },
  guidance_scale: { label: 'Faithfulness to the picture', help: 'Higher follows it more closely.' },
  pose_mode: { label: 'Pose', help: 'Arms apart (A) or straight out (T) make a figure easier to move.' },
  TAPose: { label: 'Arms straight out', help: 'Makes a figure easier to move.' },
  pivot_to_center_bottom: {
    label: 'Stands on the ground',
    help: 'Its middle and its foot become the point it turns about.',
  },
  origin_at: { label: 'Turns about', help: 'Its foot or its middle.' },
  scale_factor: { label: 'Scale', help: '1 leaves it as large as it is.' },
  flatten_bottom: { label: 'Flat foot', help: 'Cuts the underside flat, for printing.' },
  flatten_bottom_threshold: { label: 'How much is cut', help: 'A share of its height.' },
  enable_rigging: {
    label: 'Skeleton',
    help: 'Bones inside, for figures that stand like people. Costs more.',
  },
  rigging_height_meters: {
    label: 'Height in metres',
    help: 'Of the figure, so that steps are as long as they should be.',
  },
  height_meters: {
    label: 'Height in metres',
    help: 'Of the figure, so that steps are as long as they should be.',
  },

  image_seed: seed('design'),
  model_seed: seed('shape'),
  texture_seed: seed('colours'),
  seed: { label: 'Seed', help: 'The same number makes much the same again. Empty: another one each time.' },

  // Steps on something made before.
  format: {
    label: 'Format',
    help: 'GLTF and USDZ for the web, FBX and OBJ for editors, STL and 3MF for printing.',
  },
  geometry_file_format: { label: 'Format', help: 'Which kind of file is made.' },
  out_format: { label: 'Format', help: 'GLB is shown here; FBX is for other programs.' },
  target_formats: { label: 'Formats', help: 'Each becomes a file of its own.' },
  bake: { label: 'Keep fine detail as a picture', help: 'What the faces lose stays visible on the surface.' },
  bake_animation: { label: 'Keep the movement in the file', help: 'So that every program plays it.' },
  pack_uv: { label: 'One picture for all colours', help: 'Instead of several.' },
  export_vertex_colors: { label: 'Colours in the points', help: 'For programs that read no pictures.' },
  with_animation: { label: 'With its movement', help: 'Takes skeleton and movement along.' },
  animate_in_place: { label: 'On the spot', help: 'It moves without going anywhere.' },
  assemble_animation: { label: 'Movements in one file', help: 'Instead of one file for each.' },
  export_with_geometry: { label: 'With the model', help: 'Without it the file has the movement alone.' },
  fbx_preset: { label: 'FBX for', help: 'Which program will open it.' },
  part_names: { label: 'Parts', help: 'Only these. None chosen: all of it.' },
  completion_mode: { label: 'Fill gaps', help: 'Invents what was hidden, or closes the hole flat.' },
  segmentation_granularity: { label: 'How fine', help: 'Few large parts, or many small ones.' },
  split_by_connectivity: { label: 'Split what does not touch', help: 'Each loose piece becomes a part.' },
  model: { label: 'Version', help: 'Which version of the service’s model does it.' },
  rig_type: { label: 'Body', help: 'What kind of creature it is.' },
  spec: { label: 'Skeleton', help: 'Whose names the bones have. Only some can be animated here.' },
  animation: { label: 'Movement', help: 'What it does.' },
  animations: { label: 'Movements', help: 'What it does. Each one costs.' },
  action_ids: { label: 'Movements', help: 'What it does. Each one costs.' },
  action_id: { label: 'Movement', help: 'What it does.' },
  enable_original_uv: { label: 'Keep the colour map', help: 'Paints on the map that the model has.' },
};

/** An option nobody wrote about is spelt out plainly, so that nothing a service adds is hidden. */
export const optionWords = (name: string): Words => options[name] ?? { label: optionName(name) };

const values: Readonly<Record<string, string>> = {
  standard: 'Standard',
  detailed: 'Detailed',
  extreme: 'Extreme (8K)',
  fast: 'Fast',
  original_image: 'The picture',
  geometry: 'The shape',
  align_image: 'As in the picture',
  default: 'As usual',
  ai_completion: 'Invent what is hidden',
  quick_cap: 'Close flat',
  triangle: 'Three-sided',
  'a-pose': 'Arms apart',
  't-pose': 'Arms straight out',
  '3dsmax': '3ds Max',
  others: 'Something else',
  OPEN_EXR: 'OpenEXR',
  '2k': '2K',
  '4k': '4K',
  '8k': '8K',
};

/** `preset:biped:dance_03` is "Dance 3"; `v3.1-20260211` is "3.1". */
export function valueWords(name: string, value: string): string {
  const known = name === 'compress' && value === 'geometry' ? 'Packed' : values[value];
  if (known) return known;
  const version = /^v(\d+(?:\.\d+)*)(?:-\d{8})?$/.exec(value);
  if (version) return version[1] ?? value;
  if (value.startsWith('preset:')) return presetName(value);
  if (/^(glb|gltf|fbx|obj|stl|usdz|3mf)$/.test(value)) return value.toUpperCase();
  if (/^[A-Z][a-z]+(_[A-Z][a-z]+)+$/.test(value))
    return value.charAt(0) + value.slice(1).replaceAll('_', ' ').toLowerCase();
  return /^[A-Z0-9]+$/.test(value) ? value : valueName(value);
}

const CREATURES = new Set(['quadruped', 'hexapod', 'octopod', 'serpentine', 'aquatic', 'avian']);

function presetName(value: string): string {
  const [, ...parts] = value.split(':');
  const deed = (parts.at(-1) ?? '').replace(/_0*(\d+)$/, ' $1').replaceAll('_', ' ');
  const body = parts.length > 1 && CREATURES.has(parts[0] ?? '') ? ` (${parts[0]})` : '';
  return `${deed.charAt(0).toUpperCase()}${deed.slice(1)}${body}`;
}
