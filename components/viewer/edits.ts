/**
 * What is changed in the viewer's packages while they are bundled. They fetch decoders and styles in ways that an
 * extension's policy refuses, and we keep the policy. Each text must be found exactly once: another version of a
 * package fails the build instead of slipping through.
 */
export interface Edit {
  /** The end of the file's path. */
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** Where the decoders lie in the extension. */
export const DECODERS = 'decoders/';

const VIEWER = '@google/model-viewer/lib/';
const LOADERS = 'three/examples/jsm/loaders/';

export const edits: readonly Edit[] = [
  // Its styles stand in a <style> element, which `style-src 'self'` refuses: a sheet that is made by script is ours.
  {
    file: `${VIEWER}template.js`,
    from: /<style>([\s\S]*?)<\/style>/,
    to: '',
  },
  {
    file: `${VIEWER}model-viewer-base.js`,
    from: "import { makeTemplate } from './template.js';",
    to: "import { makeTemplate, sheet } from './template.js';",
  },
  {
    file: `${VIEWER}model-viewer-base.js`,
    from: 'static get is() {',
    to: 'static get styles() {\n        return sheet;\n    }\n    static get is() {',
  },
  // What would put a model into a room, by a link that is a script.
  { file: `${VIEWER}template.js`, from: /<a id="default-ar-button"[\s\S]*?<\/a>/, to: '' },
  { file: `${VIEWER}template.js`, from: /<a id="default-exit-webxr-ar-button"[\s\S]*?<\/a>/, to: '' },
  // A drawing that shows how to turn it, which is said in words here. Chromium keeps every element with its mask alive.
  { file: `${VIEWER}template.js`, from: /\$\{ControlsPrompt\}/, to: '' },
  // It would ask two other hosts for decoders, and a third for a loader of moving pictures.
  {
    file: `${VIEWER}features/loading.js`,
    from: /'https:\/\/www\.gstatic\.com\/draco\/[^']*'/,
    to: `'/${DECODERS}'`,
  },
  {
    file: `${VIEWER}features/loading.js`,
    from: /'https:\/\/www\.gstatic\.com\/basis-universal\/[^']*'/,
    to: `'/${DECODERS}'`,
  },
  { file: `${VIEWER}features/loading.js`, from: /'https:\/\/cdn\.jsdelivr\.net\/[^']*'/, to: "''" },
  {
    file: `${VIEWER}three-components/TextureUtils.js`,
    from: 'await import(/* webpackIgnore: true */ this.lottieLoaderUrl)',
    to: '{}',
  },
  // The light around a model is made anew for each page: at half the size nobody sees a difference, and where no card
  // helps to draw, the first model is there in a third of the time.
  {
    file: `${VIEWER}three-components/TextureUtils.js`,
    from: 'new WebGLCubeRenderTarget(256',
    to: 'new WebGLCubeRenderTarget(128',
  },
  // One table is shared by all drawing contexts that follow each other, and it would keep every one of them.
  {
    file: 'three/build/three.module.js',
    from: /background\.dispose\(\);\s+renderLists\.dispose\(\);/,
    to: 'lut?.dispose(); background.dispose(); renderLists.dispose();',
  },
  // Meshopt's decoder is in the bundle, but waits for a script from elsewhere before it is used.
  {
    file: `${VIEWER}three-components/CachingGLTFLoader.js`,
    from: 'let meshoptDecoder;',
    to: 'let meshoptDecoder = MeshoptDecoder.ready.then(() => MeshoptDecoder);',
  },
  // A file that cannot be read would be shown as an empty model.
  {
    file: `${VIEWER}three-components/CachingGLTFLoader.js`,
    from: /console\.error\(reason\);\s+return new GLTFInstance\(\);/,
    to: 'cache.delete(url);\n                throw reason;',
  },
  // Nobody stands in a room with a model here: what shows one over a camera's picture stays out.
  {
    file: `${VIEWER}three-components/Renderer.js`,
    from: "import { ARRenderer } from './ARRenderer.js';",
    to: '',
  },
  {
    file: `${VIEWER}three-components/Renderer.js`,
    from: 'new ARRenderer(this)',
    to: '{ updateTarget() {}, onUpdateScene() {} }',
  },
  // Both decoders would start workers from blob: addresses, which Firefox refuses: theirs are files of ours.
  {
    file: `${LOADERS}DRACOLoader.js`,
    from: "librariesPending.push( this._loadLibrary( 'draco_wasm_wrapper.js', 'text' ) );",
    to: "librariesPending.push( '' );",
  },
  {
    file: `${LOADERS}DRACOLoader.js`,
    from: /const fn = DRACOWorker\.toString\(\);[\s\S]*?createObjectURL\( new Blob\( \[ body \] \) \);/,
    to: "this.workerSourceURL = this.decoderPath + 'draco-worker.js';",
  },
  {
    file: `${LOADERS}KTX2Loader.js`,
    from: "jsLoader.loadAsync( 'basis_transcoder.js' )",
    to: "''",
  },
  {
    file: `${LOADERS}KTX2Loader.js`,
    from: /const fn = KTX2Loader\.BasisWorker\.toString\(\);[\s\S]*?createObjectURL\( new Blob\( \[ body \] \) \);/,
    to: "this.workerSourceURL = this.transcoderPath + 'basis-worker.js';",
  },
];

/** The transcoder's functions are called by way of functions that it makes from text, which no policy of ours allows. */
export const basisEdits: readonly Edit[] = [
  {
    file: 'basis_transcoder.js',
    from: 'let[args,invokerFnBody]=createJsInvoker(argTypes,isClassMethodFunc,returns,isAsync);args.push(invokerFnBody);var invokerFn=newFunc(Function,args)(...closureArgs);',
    to: `
var invokerFn = function (...given) {
  if (given.length !== argCount - 2) throwBindingError('function ' + humanName + ' called with ' + given.length + ' arguments');
  var destructors = needsDestructorStack ? [] : null;
  var wired = isClassMethodFunc ? [argTypes[1].toWireType(destructors, this)] : [];
  given.forEach((value, at) => wired.push(argTypes[at + 2].toWireType(destructors, value)));
  var rv = cppInvokerFunc(cppTargetFunc, ...wired);
  if (needsDestructorStack) runDestructors(destructors);
  else argTypes.slice(isClassMethodFunc ? 1 : 2).forEach(({ destructorFunction }, at) => {
    if (destructorFunction !== null) destructorFunction(wired[at]);
  });
  if (returns) return argTypes[0].fromWireType(rv);
};
`,
  },
  {
    file: 'basis_transcoder.js',
    from: /var functionBody=`return function \(obj, func, destructorsRef, args\)[\s\S]*?var invokerFunction=newFunc\(Function,params\)\(\.\.\.args\);/,
    to: `
var invokerFunction = (obj, func, destructorsRef, args) => {
  var offset = 0;
  var given = types.map((type) => {
    var value = type.readValueFromPointer(args + offset);
    offset += type.argPackAdvance;
    return value;
  });
  var rv = kind === 1 ? Reflect.construct(func, given) : kind === 0 ? func.call(obj, ...given) : func.call(...given);
  if (!retType.isVoid) return emval_returnValue(retType, destructorsRef, rv);
};
`,
  },
];

export function applied(code: string, { file, from, to }: Edit): string {
  const found =
    typeof from === 'string' ? code.split(from).length - 1 : [...code.matchAll(new RegExp(from, 'g'))].length;
  if (found !== 1)
    throw new Error(`${file}: a text that is to be changed stands there ${found} times: ${from}`);
  // A function, so that no "$" in it means anything.
  return code.replace(from, () => to);
}
