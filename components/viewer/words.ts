/** What is said around a model. */
import { MOST_BYTES, MOST_TRIANGLES, type Obstacle } from './showable';

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
      `${kind} cannot be shown here. Download it to open it in a program that can.`,
    'too-large': (most: string) =>
      `This model is too large to be shown here: more than ${most}. It can be downloaded.`,
    'too-many': (most: string) =>
      `This model is too fine to be shown here: more than ${most} triangles. It can be downloaded.`,
    'no-webgl': () =>
      'This browser cannot draw in 3D now: WebGL is switched off or not supported. The model can be downloaded.',
    damaged: () =>
      'This model cannot be shown: its file is damaged or of a kind we do not know. It can be downloaded.',
    'not-loaded': () =>
      'What draws models could not be loaded. Perhaps Firekeep was just updated: close this page and open it again. The model can be downloaded.',
    lost: () => 'The browser took back what is needed to draw in 3D. Open the model again to go on.',
  },
  thisKind: 'This kind of file',
  kind: (extension: string) => `A file of the kind ${extension}`,
} as const;

/** What a page with nothing but a model says. */
export const page = {
  heading: 'Model',
  title: 'Model · Firekeep',
  loading: 'Reading the model',
  missing: 'There is no model here',
  missingMeans: 'It was removed, or this address is not whole. Open it again from where it was made.',
  damaged: 'This model’s file is damaged',
  damagedMeans: (isMendable: boolean) =>
    `What lies on the disk is not what was saved there. ${
      isMendable
        ? 'Press “Fetch again” where it was made: that is free, and works as long as its service still has it.'
        : 'It cannot be fetched again: its service gave it out only once.'
    }`,
} as const;

/** Why there is no picture, and that the file is there all the same. */
export function cannotWords(obstacle: Obstacle, name: string): string {
  const { cannot, figures } = words;
  if (obstacle === 'other-format') return cannot[obstacle](kindOf(name));
  if (obstacle === 'too-large') return cannot[obstacle](figures.size(MOST_BYTES));
  if (obstacle === 'too-many') return cannot[obstacle](MOST_TRIANGLES.toLocaleString('en-US'));
  return cannot[obstacle]();
}

const kindOf = (name: string): string => {
  const extension = /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase();
  return extension && extension !== 'GLB' ? words.kind(extension) : words.thisKind;
};
