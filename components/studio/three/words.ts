/** What the tab 3D says. */
import { formatUsd } from '../../../lib/core/money';
import type { Balance } from './balance';

const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const plural = (count: number, one: string, many: string) =>
  `${counts.format(count)} ${count === 1 ? one : many}`;

export const pictures3d = {
  label: 'Picture',
  elsewhere: 'Choose a picture in the side panel',
  views: 'Pictures it is made from',
  names: { front: 'Front', left: 'Left', back: 'Back', right: 'Right' },
  remove: (view: string) => `Remove ${view.toLowerCase()}`,
  of: (view: string) => `${view} view`,
  reading: 'Preparing the picture',
  more: 'More sides make a truer model. Leave out what you do not have.',
  noMore: 'This model works from one picture.',
} as const;

export const form3d = {
  instead: (wanted: string, model: string, from: string) =>
    `${wanted} cannot begin ${from}. ${model} takes its place for this one.`,
  from: {
    text: 'with words alone',
    picture: 'with a picture',
    views: 'with several views',
    result: 'here',
  },
  none: {
    text: 'None of your services makes a model from words alone. Choose a picture.',
    picture: 'None of your services makes a model from a picture. Remove it and use words.',
    views: 'None of your services takes several views. Keep only the front.',
    result: '',
  },
  unread: 'Made from a picture, this model reads no words: they only name the result here.',
  tooLong: (length: number, most: number) =>
    `${counts.format(length)} letters, and ${counts.format(most)} fit. Shorten it.`,
} as const;

export const prices = {
  unknown: 'Price unknown',
  free: 'Free',
  about: ({ usd, credits }: { readonly usd: string; readonly credits?: number | undefined }) =>
    credits === undefined
      ? `About ${formatUsd(usd)}`
      : `About ${plural(credits, 'credit', 'credits')} (${formatUsd(usd)})`,
  asOf: (day: string) => `By the service’s table of ${day}.`,
  left: (amount: number, unit: 'credits' | 'usd') => `leaves ${amountIn(amount, unit)}`,
  short: ({ amount, unit, isReduced }: Balance) =>
    `This key has ${amountIn(Number(amount), unit)}${isReduced ? ' beside what was asked for already' : ''}: too little for this.`,
  shortNext: 'You can try all the same: the service checks before it takes anything.',
  topUp: (name: string) => `Top up at ${name}`,
  keys: (name: string) => `Keys at ${name}`,
  paid: (credits: number) => plural(credits, 'credit', 'credits'),
} as const;

export const rooms = {
  short: (free: number) => `Little disk space is left: ${counts.format(free)} MB.`,
  next: (needed: number) =>
    `A large model may need ${counts.format(needed)} MB. Free some first: what does not fit is paid for all the same.`,
} as const;

const amountIn = (amount: number, unit: 'credits' | 'usd'): string =>
  unit === 'credits' ? plural(amount, 'credit', 'credits') : formatUsd(amount.toFixed(4));

export const result3d = {
  follows: 'Made from the model above',
  made: 'What was made',
  title: '3D model',
  opening: 'Opening the model',
  poster: (prompt: string) => prompt || 'The finished model',
  reference: (prompt: string) => prompt || 'The picture it was made from',
  isReference: 'The picture it was made from',
  noPoster: 'No picture of it yet',
  download: 'Download',
  downloadAs: (kind: string) => `Download ${kind}`,
  stopped: 'Should the service finish it all the same, it can be fetched later.',
  notRead: 'This file cannot be read: what is stored of it is damaged or gone.',
  mended: 'Fetching it again is free, and works as long as its service still has it.',
  open: 'Open',
  triangles: (count: number) => plural(count, 'triangle', 'triangles'),
  textures: (count: number) => plural(count, 'texture', 'textures'),
  parts: (count: number) => plural(count, 'part', 'parts'),
  animations: (count: number) => plural(count, 'movement', 'movements'),
  riggable: (body: string | undefined) =>
    body === undefined ? 'It can get a skeleton.' : `It can get a skeleton. Body: ${body}.`,
  notRiggable: 'It cannot get a skeleton: no body was found that could move.',
  fact: (name: string, value: string) => `${name}: ${value}`,
  whileAway: 'You can close this. It goes on, and the result is kept here.',
  says: (word: string) => `the service says “${word}”`,
  bytes: (received: string, total: string | undefined) =>
    total === undefined ? `${received} here` : `${received} of ${total}`,
  offline: 'Waiting for a network',
  noAnswer: 'The service does not answer. Asking again',
  inLine: 'Waiting for its turn: the service works on a few at a time',
} as const;

const MEGABYTE = 1_000_000;

export const sizeIn = (bytes: number): string =>
  bytes < MEGABYTE / 10
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`;

export const goOn = {
  label: 'Go on',
  paidBy: (key: string) => `Paid by the key that made it: ${key}`,
  way: 'Way',
  wish: 'What it should look like',
  like: 'Picture to follow',
  wishNeeded: 'Say what it should look like, or choose a picture.',
  search: 'Find by name',
  chooseFirst: (label: string) => `Choose first: ${label.toLowerCase()}.`,
  chosen: (count: number, most: number | undefined) =>
    most === undefined ? `${count} chosen` : `${count} of ${most} chosen`,
  noneFound: 'Nothing by that name.',
  more: 'More options',
  between: (least: number, most: number) =>
    Number.isFinite(most)
      ? `From ${counts.format(least)} to ${counts.format(most)}.`
      : `From ${counts.format(least)} on.`,
  noParts: 'The file names no parts.',
} as const;

interface Deed {
  /** What it is called in a result. */
  readonly name: string;
  /** What the button says. */
  readonly act: string;
  readonly about: string;
}

const deeds: Readonly<Record<string, Deed>> = {
  create: { name: 'New model', act: 'Generate', about: '' },
  texture: { name: 'New colours', act: 'Paint it anew', about: 'The same shape with other colours.' },
  refine: { name: 'Colours', act: 'Paint it', about: 'Gives the bare shape its colours.' },
  retexture: { name: 'New colours', act: 'Paint it anew', about: 'The same shape with other colours.' },
  'rig-check': {
    name: 'Skeleton check',
    act: 'Check for a skeleton',
    about: 'Looks whether it has a body that can move. It comes before a skeleton, and is free.',
  },
  rig: { name: 'Skeleton', act: 'Give it a skeleton', about: 'Bones inside, so that it can be moved.' },
  animate: { name: 'Movement', act: 'Animate', about: 'It walks, waves or dances.' },
  convert: { name: 'Other format', act: 'Convert', about: 'The same model as another kind of file.' },
  segment: { name: 'Parts', act: 'Take apart', about: 'Cuts it into parts that have names.' },
  complete: {
    name: 'Whole parts',
    act: 'Complete the parts',
    about: 'Closes what was hidden where parts met.',
  },
  decimate: { name: 'Fewer faces', act: 'Make it lighter', about: 'Fewer faces, for games and the web.' },
  remesh: { name: 'New faces', act: 'Make new faces', about: 'The same shape with a tidier net of faces.' },
};

/** A step nobody wrote about is called what its service calls it. */
export function deedWords(deed: string): Deed {
  const plain = deed.replaceAll(/[-_]+/g, ' ');
  const name = plain.charAt(0).toUpperCase() + plain.slice(1);
  return deeds[deed] ?? { name, act: name, about: '' };
}

const bodies: Readonly<Record<string, string>> = {
  biped: 'two legs',
  quadruped: 'four legs',
  hexapod: 'six legs',
  octopod: 'eight legs',
  avian: 'wings',
  serpentine: 'like a snake',
  aquatic: 'like a fish',
};
export const bodyName = (body: string): string => bodies[body] ?? body;

export const lost = {
  until: (time: string) =>
    `Firekeep looks for it in the service’s records until ${time}, by itself and for free.`,
  candidates: 'One of these in the service’s records could be it:',
  thisOne: 'This one',
} as const;

export const tell = {
  title: 'Be told when it is ready?',
  about: 'A model takes some minutes. The message names neither your words nor the cost.',
  yes: 'Notify me',
  no: 'No, thanks',
  refused: 'The browser said no. You can allow it in the browser’s own settings.',
} as const;
