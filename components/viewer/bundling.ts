/** How the viewer gets into the build: its packages, changed to live under our policy, and its decoders as files. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applied, basisEdits, DECODERS, edits } from './edits';

/**
 * What a file from outside makes these packages say is nobody's business: the console may be read by others, and the
 * viewer says in words what went wrong.
 */
const SILENT = 'const console = new Proxy({}, { get: () => () => undefined });\n';
const LIBRARIES = /\/node_modules\/(?:three|@google\/model-viewer|@monogrid\/gainmap-js)\//;

/** A plugin of Vite's. */
export const viewerPackages = () => ({
  name: 'firekeep:viewer-packages',
  enforce: 'pre' as const,
  transform(code: string, id: string): string | undefined {
    const path = id.split('?')[0] ?? '';
    if (!LIBRARIES.test(path)) return undefined;
    const changed = edits
      .filter(({ file }) => path.endsWith(file))
      .reduce((before, edit) => applied(before, edit), withSheet(path, code));
    return changed.includes('console') ? SILENT + changed : changed;
  },
});

/** The sheet that stands in for the template's own <style>. */
function withSheet(path: string, code: string): string {
  if (!path.endsWith('@google/model-viewer/lib/template.js')) return code;
  const [, css = ''] = /<style>([\s\S]*?)<\/style>/.exec(code) ?? [];
  return `${code}
export const sheet = new CSSStyleSheet();
sheet.replaceSync(${JSON.stringify(css.replaceAll(/\/\*[\s\S]*?\*\//g, ''))});
`;
}

export type DecoderFile =
  | { readonly relativeDest: string; readonly absoluteSrc: string }
  | { readonly relativeDest: string; readonly contents: string };

const pathOf = (file: string) => fileURLToPath(import.meta.resolve(`three/examples/jsm/${file}`));
const textOf = (file: string) => readFileSync(pathOf(file), 'utf8');

/** Two decoders, each a worker and its WebAssembly. Meshopt's is small, and in the bundle. */
export async function decoderFiles(): Promise<DecoderFile[]> {
  return [
    { relativeDest: `${DECODERS}draco-worker.js`, contents: dracoWorker() },
    {
      relativeDest: `${DECODERS}draco_decoder.wasm`,
      absoluteSrc: pathOf('libs/draco/gltf/draco_decoder.wasm'),
    },
    { relativeDest: `${DECODERS}basis-worker.js`, contents: await basisWorker() },
    {
      relativeDest: `${DECODERS}basis_transcoder.wasm`,
      absoluteSrc: pathOf('libs/basis/basis_transcoder.wasm'),
    },
  ];
}

const LICENSE = (name: string, from: string) =>
  `/*! ${name}, ${from}, Apache License 2.0; bundled from three, MIT License. */\n`;

/** As the loader would put it together itself, of its decoder and the body of a function of its own. */
function dracoWorker(): string {
  const loader = textOf('loaders/DRACOLoader.js');
  const worker = loader.slice(loader.indexOf('function DRACOWorker()'), loader.lastIndexOf('export {'));
  return [
    LICENSE('Draco', 'Google'),
    SILENT,
    textOf('libs/draco/gltf/draco_wasm_wrapper.js'),
    bodyOf(worker),
  ].join('\n');
}

async function basisWorker(): Promise<string> {
  const { KTX2Loader } = await import('three/examples/jsm/loaders/KTX2Loader.js');
  const { EngineFormat, EngineType, TranscoderFormat, BasisFormat, BasisWorker } = KTX2Loader;
  const constants = { EngineFormat, EngineType, TranscoderFormat, BasisFormat };
  return [
    LICENSE('Basis Universal', 'Binomial'),
    SILENT,
    ...Object.entries(constants).map(([name, value]) => `let _${name} = ${JSON.stringify(value)};`),
    basisEdits.reduce(applied, textOf('libs/basis/basis_transcoder.js')),
    bodyOf(BasisWorker.toString()),
  ].join('\n');
}

const bodyOf = (code: string): string => code.slice(code.indexOf('{') + 1, code.lastIndexOf('}'));
