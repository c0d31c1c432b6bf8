/** What can be made, by its path: its name in the records, what it costs, and in which queue it waits. */

export type Body = Readonly<Record<string, unknown>>;

export type Queue = 'H' | 'P' | 'animation' | 'processing' | 'mesh';
export const PLACES: Readonly<Record<Queue, number>> = {
  H: 10,
  P: 3,
  animation: 10,
  processing: 5,
  mesh: 10,
};

export interface Kind {
  /** As tasks call it. */
  readonly type: string;
  readonly queue: (body: Body) => Queue;
  readonly price: (body: Body) => number;
}

const isP = ({ model }: Body) => /^P/.test(String(model));
const beginQueue = (body: Body): Queue => (isP(body) ? 'P' : 'H');

const QUALITY: Readonly<Record<string, number>> = { detailed: 10, extreme: 20 };
const finer = ({ texture_quality: quality }: Body) => QUALITY[String(quality)] ?? 0;

/** Materials bring colours along: bare is only what asks for neither. */
export const isTextured = ({ texture, pbr }: Body) => texture !== false || pbr !== false;

const H_MORE: readonly (readonly [string, unknown, number])[] = [
  ['geometry_quality', 'detailed', 20],
  ['quad', true, 5],
  ['smart_low_poly', true, 10],
  ['generate_parts', true, 20],
];

const begin = (type: string, hBare: number, p1Bare: number): Kind => ({
  type,
  queue: beginQueue,
  price(body) {
    const colours = isTextured(body) ? 10 + finer(body) : 0;
    if (body.model === 'P1-20260311') return p1Bare + colours;
    if (body.model === 'P2-20260801') return 100 + colours;
    const more = H_MORE.filter(([name, value]) => body[name] === value);
    return hBare + colours + more.reduce((sum, [, , amount]) => sum + amount, 0);
  },
});

const after = (type: string, queue: Queue, price: (body: Body) => number): Kind => ({
  type,
  queue: () => queue,
  price,
});

export const KINDS: Readonly<Record<string, Kind>> = {
  '/v3/generation/text-to-model': begin('text_to_model', 10, 30),
  '/v3/generation/image-to-model': begin('image_to_model', 20, 40),
  '/v3/generation/multiview-to-model': begin('multiview_to_model', 20, 40),
  '/v3/models/texture': after('texture_model', 'processing', (body) => 10 + finer(body)),
  '/v3/models/convert': after('convert_model', 'processing', (body) =>
    Object.keys(body).some((name) => name !== 'input' && name !== 'format') ? 10 : 5,
  ),
  '/v3/mesh/segment': after('mesh_segmentation', 'mesh', () => 40),
  '/v3/mesh/complete': after('mesh_completion', 'mesh', ({ completion_mode: mode }) =>
    mode === 'quick_cap' ? 30 : 50,
  ),
  '/v3/mesh/decimate': after('highpoly_to_lowpoly', 'mesh', ({ model }) => (model === 'v1.0' ? 10 : 30)),
  '/v3/animations/rig-check': after('animate_prerigcheck', 'animation', () => 0),
  '/v3/animations/rig': after('animate_rig', 'animation', () => 25),
  '/v3/animations/retarget': after('animate_retarget', 'animation', (body) => 10 * clipsOf(body).length),
};

export const clipsOf = ({ animation, animations }: Body): unknown[] =>
  Array.isArray(animations) ? animations : animation === undefined ? [] : [animation];
