/**
 * What a task made, and where it lies: at addresses that are signed anew each time somebody asks, and that expire. A
 * script may spoil what is fetched, the first time or (`always`) each time: `cut-file`, `wrong-file`, `html-file`,
 * `gone-file`, `slow-file`, `slower-file`. `mega=60` makes a model of so many megabytes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { fbx, glb, modelAs, zipOf } from '../../model-bytes';
import { webp } from '../../picture-bytes';
import type { Heard, Said, StandIn } from '../shape';
import { rules } from './account';
import { type Body, clipsOf } from './kinds';

export const FILE_HOST = 'tripo-data.rg1.data.tripo3d.com';

export interface Made {
  readonly id: string;
  readonly type: string;
  readonly body: Body;
  readonly words: string;
  readonly quirks: ReadonlySet<string>;
  /** How often it was asked after. */
  readonly asked: number;
}

interface Kept {
  readonly bytes: () => Uint8Array;
  readonly quirks: ReadonlySet<string>;
  fetched: number;
}

const files = new Map<string, Kept>();
const signatures = new Map<string, { readonly path: string; readonly untilMs: number }>();

function addressOf(made: Made, name: string, bytes: () => Uint8Array): string {
  const path = `/tcli_${made.id.replaceAll('-', '')}/20261121/${made.id}/${name}`;
  const { quirks } = made;
  if (!files.has(path)) files.set(path, { bytes: once(bytes), quirks, fetched: 0 });
  const signature = randomUUID().replaceAll('-', '~');
  const isStale = quirks.has('stale-address') && (made.asked <= 1 || quirks.has('always'));
  signatures.set(signature, { path, untilMs: isStale ? 0 : Date.now() + rules.addressMs });
  const host = quirks.has('foreign-file') ? `evil${FILE_HOST}` : FILE_HOST;
  return `https://${host}${path}?Policy=eyJTdGF0ZW1lbnQiOltdfQ__&Signature=${signature}&Key-Pair-Id=FAKE`;
}

function once(make: () => Uint8Array): () => Uint8Array {
  let made: Uint8Array | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const FORMATS: Readonly<Record<string, readonly [string, () => Uint8Array]>> = {
  GLTF: ['gltf', () => Buffer.from('{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[]}]}')],
  OBJ: ['zip', () => zipOf('model.obj', 'o body\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n')],
};

const megaOf = (words: string) => Number(/(?:^|\s)mega=(\d+)/.exec(words)?.[1] ?? 0) * 1024 * 1024;

function modelOf({ type, body, words }: Made): readonly [string, () => Uint8Array] {
  if (type === 'convert_model') {
    const format = String(body.format);
    const name = format.toLowerCase();
    return FORMATS[format] ?? [name, () => modelAs(name) ?? new Uint8Array(0)];
  }
  if (body.quad === true || body.out_format === 'fbx') return ['fbx', fbx];
  const isAnimated = type === 'animate_retarget';
  const isBare = body.texture === false;
  return ['glb', () => glbOf(words, { isAnimated, isBare })];
}

/** What the usual wish for words becomes. */
export const glbOf = (words: string, kind = {}): Uint8Array => grown(glb(words.length, kind), megaOf(words));

/** With a part of no known kind behind the others: every reader passes it by. */
function grown(model: Uint8Array, bytes: number): Uint8Array {
  if (bytes === 0) return model;
  const head = Buffer.alloc(8);
  head.writeUInt32LE(bytes, 0);
  head.write('FILL', 4, 'latin1');
  const noise = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 4) noise.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  const whole = Buffer.concat([model, head, noise]);
  whole.writeUInt32LE(whole.length, 8);
  return new Uint8Array(whole);
}

/** Undocumented names may stand beside those that are known. */
export function outputOf(made: Made): Record<string, unknown> {
  const { type, words, quirks } = made;
  if (type === 'animate_prerigcheck') {
    const found = /(?:^|\s)rig=([a-z]+)/.exec(words)?.[1] ?? 'biped';
    return found === 'none' ? { riggable: false } : { riggable: true, rig_type: found };
  }
  const shown = { rendered_image_url: addressOf(made, 'legacy_mesh.webp', webp), tomorrow_url: null };
  if (quirks.has('no-file')) return shown;
  const [suffix, bytes] = modelOf(made);
  const clips = clipsOf(made.body).length;
  const model = (at = 0) =>
    addressOf(made, `tripo_pbr_model_${made.id}${at ? `_${at}` : ''}.${suffix}`, bytes);
  const picture =
    type === 'text_to_model' ? { generated_image_url: addressOf(made, 'design.webp', webp) } : {};
  // The first stands there twice, each time signed anew.
  if (clips > 1)
    return {
      ...shown,
      model_url: model(),
      model_urls: Array.from({ length: clips }, (_, at) => model(at)),
    };
  if (quirks.has('second-generation')) return { ...shown, base_model: `${model()}&base`, pbr_model: model() };
  return { ...shown, ...picture, ...viewsOf(made), model_url: model() };
}

/** The views that it drew for itself: inside another object, or beside everything else. */
function viewsOf(made: Made): Record<string, unknown> {
  const named = Object.fromEntries(
    ['front', 'left', 'back', 'right'].map((side) => [
      `${side}_view_url`,
      addressOf(made, `${side}.webp`, webp),
    ]),
  );
  if (made.quirks.has('nested-views')) return { generate_multiview_image: named };
  return made.quirks.has('flat-views') ? named : {};
}

const xml = (status: number, code: string): Said => ({
  status,
  headers: { 'content-type': 'application/xml', server: 'AmazonS3' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

export const modelFiles: NonNullable<StandIn['files']> = {
  hosts: [FILE_HOST],
  answer(heard) {
    const file = files.get(heard.path);
    if (!file) return undefined;
    if (heard.headers.authorization !== undefined) return xml(400, 'InvalidArgument');
    const signed = signatures.get(heard.query.get('Signature') ?? '');
    if (signed?.path !== heard.path || signed.untilMs <= Date.now()) return xml(403, 'AccessDenied');
    file.fetched += 1;
    const isSpoilt = heard.path.includes('tripo_') && (file.fetched === 1 || file.quirks.has('always'));
    return (isSpoilt && spoilt(file, heard)) || served(file.bytes(), heard);
  },
};

function spoilt({ quirks, bytes }: Kept, heard: Heard): Said | undefined {
  if (quirks.has('gone-file')) return xml(403, 'AccessDenied');
  if (quirks.has('html-file'))
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><h1>Sign in</h1></html>' };
  if (quirks.has('wrong-file')) return served(webp(), heard);
  const waitMs = quirks.has('slower-file') ? 3_000 : quirks.has('slow-file') ? 500 : 0;
  if (!quirks.has('cut-file') && waitMs === 0) return undefined;
  const { body, ...said } = served(bytes(), heard);
  const whole = body instanceof Uint8Array ? body : new Uint8Array(0);
  return {
    ...said,
    stream: async (sending) => {
      const half = Math.ceil(whole.length / 2);
      await sending.write(whole.slice(0, half));
      if (waitMs === 0) return sending.drop();
      await sending.wait(waitMs);
      await sending.write(whole.slice(half));
    },
  };
}

/** Whole, or from some byte on as long as it is still the same file. */
function served(bytes: Uint8Array, { headers }: Heard): Said {
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  const same = headers['if-range'] === undefined || headers['if-range'] === etag;
  const part = bytes.slice(same ? from : 0);
  const plain = { etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' };
  const length = { 'content-length': String(part.length) };
  if (from === 0 || !same) return { status: 200, headers: { ...plain, ...length }, body: bytes };
  if (from >= bytes.length) return { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } };
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
  return { status: 206, headers: { ...plain, ...length, 'content-range': range }, body: part };
}
