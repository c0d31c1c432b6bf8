/** What is said around a model. */
const MEGABYTE = 1_000_000;

const one = (count: number, single: string, several: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? single : several}`;

export const words = {
  label: 'Model',
  alt: '3D model',
  loading: 'Opening the model',
  how: 'Drag to turn, or use the arrow keys. Scroll to come nearer, or press Page Up and Page Down.',
  controls: 'View',
  zoomIn: 'Nearer',
  zoomOut: 'Farther',
  reset: 'As at first',
  look: 'Surface',
  looks: { made: 'As made', plain: 'Plain', wire: 'Wireframe' },
  light: 'Light',
  lights: { dim: 'Dim', even: 'Even', bright: 'Bright' },
  animation: 'Animation',
  unnamed: (number: number) => `Animation ${number}`,
  play: 'Play',
  pause: 'Pause',
  fullPage: 'Full page',
  download: 'Download',
  drag: 'Save it, or drag it to where it should go',
  figures: {
    triangles: (count: number) => one(count, 'triangle', 'triangles'),
    textures: (count: number) => (count === 0 ? 'no textures' : one(count, 'texture', 'textures')),
    size: (bytes: number) =>
      bytes < MEGABYTE / 10
        ? `${Math.max(1, Math.round(bytes / 1000))} KB`
        : `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`,
  },
  /** In the place of the picture. */
  cannot: {
    'other-format': (kind: string) =>
      `${kind} files cannot be shown here. Download it to open it in a program that can.`,
    'too-large': (most: string) =>
      `This model is too large to be shown here: more than ${most}. It can be downloaded.`,
    'too-many': (most: string) =>
      `This model is too fine to be shown here: more than ${most} triangles. It can be downloaded.`,
    'no-webgl': () =>
      'This browser cannot draw in 3D now: WebGL is switched off or not supported. The model can be downloaded.',
    damaged: () =>
      'This model cannot be shown: its file is damaged or of a kind we do not know. It can be downloaded.',
    lost: () => 'The browser took back what is needed to draw in 3D. Open the model again to go on.',
  },
  thisKind: 'These',
} as const;
