/** What a GLB says of itself: whole or not, in pieces of any size, and its figures however hostile it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../lib/core/problem';
import { figuresOf, figuresSchema } from '../../lib/files/glb';
import { GlbWalk } from '../../lib/files/glb-walk';
import { glb } from '../harness/model-bytes';

function walked(bytes: Uint8Array, cuts: readonly number[] = []) {
  const walk = new GlbWalk();
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    walk.take(bytes.subarray(from, cut));
    from = cut;
  }
  walk.take(bytes.subarray(from));
  return walk.end();
}

function outcome(bytes: Uint8Array, cuts?: readonly number[]): unknown {
  try {
    return walked(bytes, cuts);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

const whole = glb(7, { isAnimated: true });
const FIGURES = {
  triangles: 4,
  meshes: 1,
  textures: 0,
  parts: ['body'],
  animations: ['turn'],
  extensions: [],
};

describe('a walk through a GLB', () => {
  it('tells its figures, however it is cut into pieces', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 12 }), (cuts) => {
        expect(walked(whole, cuts)).toEqual(FIGURES);
      }),
    ));

  it('goes byte by byte too', () => {
    expect(
      walked(
        whole,
        Array.from(whole, (_, at) => at),
      ),
    ).toEqual(FIGURES);
  });

  it('never takes the beginning of one for the whole', () =>
    fc.assert(
      fc.property(fc.integer({ min: 12, max: whole.length - 1 }), (length) => {
        expect(outcome(whole.subarray(0, length))).toBe('file-cut');
      }),
    ));

  it('never throws anything but a problem, whatever is changed in it', () =>
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.nat(255),
        fc.array(fc.nat(whole.length), { maxLength: 3 }),
        (at, value, cuts) => {
          const said = outcome(whole.with(at, value), cuts);
          if (typeof said === 'string') expect(['file-cut', 'file-wrong']).toContain(said);
          else if (said !== undefined) expect(figuresSchema.safeParse(said).success).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    ));

  it('lets pass what is none', () => {
    expect(walked(new Uint8Array(5_000).fill(0xa5))).toBeUndefined();
    expect(walked(new Uint8Array(3))).toBeUndefined();
  });
});

describe('figures', () => {
  it('count lists, strips and fans, and neither points nor lines', () => {
    const accessors = [{ count: 30 }, { count: 12 }, { count: 7 }];
    const primitives = [
      { indices: 0 },
      { attributes: { POSITION: 1 } },
      { indices: 2, mode: 5 },
      { indices: 2, mode: 6 },
      { indices: 0, mode: 1 },
      { indices: 0, mode: 0 },
    ];
    const told = figuresOf({ accessors, meshes: [{ primitives }, {}], textures: [{}, {}] });
    expect(told).toMatchObject({ triangles: 10 + 4 + 5 + 5, meshes: 2, textures: 2 });
  });

  it('name only nodes with something in them, each once, and animations in their order', () => {
    const nodes = [{ name: 'root' }, { name: 'arm', mesh: 0 }, { name: 'arm', mesh: 1 }, { mesh: 2 }];
    const animations = [{ name: 'walk' }, {}, { name: 4 }];
    const told = figuresOf({ nodes, animations, extensionsUsed: ['KHR_draco_mesh_compression', 3] });
    expect(told).toMatchObject({
      parts: ['arm'],
      animations: ['walk', '', ''],
      extensions: ['KHR_draco_mesh_compression'],
    });
  });

  it('are numbers and short lists whatever it says', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({ name: `${at}`.repeat(400), mesh: 0 }));
    const hostile = {
      nodes: many,
      animations: many,
      extensionsUsed: many.map(({ name }) => name),
      accessors: [{ count: 1e308 }, { count: -5 }, { count: '9' }, { count: Number.NaN }],
      meshes: [
        {
          primitives: [{ indices: 0 }, { indices: 1 }, { indices: 2 }, { indices: 3 }, { indices: 99 }, null],
        },
        { primitives: 'none' },
        null,
        7,
      ],
    };
    const told = figuresOf(hostile);
    expect(told.triangles).toBe(0);
    for (const list of [told.parts, told.animations, told.extensions]) {
      expect(list).toHaveLength(200);
      expect(Math.max(...list.map(({ length }) => length))).toBe(200);
    }
  });

  it('are there for anything that JSON can say', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(figuresSchema.safeParse(figuresOf(value)).success).toBe(true);
      }),
    ));
});
