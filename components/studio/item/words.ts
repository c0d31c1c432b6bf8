/** What is said in a result. */
import type { Make } from '../../../lib/jobs/record';
import { item } from '../words';

const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

const wholes = { text: 'answer', image: 'picture', model3d: 'model' } satisfies Record<Make, string>;

/** What goes on in a job that is not over. */
export const progress = {
  locked: 'Waiting until the vault is unlocked',
  waiting: (seconds: number) => `Trying again in ${seconds} s`,
  queued: 'Waiting for its turn',
  sending: {
    text: 'Sent, waiting for the first words',
    image: 'Sent, waiting for the picture',
    model3d: 'Sent, waiting for the service to take it',
  } satisfies Record<Make, string>,
  running: {
    text: 'Answering',
    image: 'Making the picture',
    model3d: 'Making the 3D model',
  } satisfies Record<Make, string>,
  /** Said beside Stop. */
  billedWhole: (provider: string, make: Make) =>
    `${provider} bills the whole ${wholes[make]}, also when you stop it.`,
  downloading: 'Fetching the result',
  allow: 'Waiting for your word',
} as const;

export const tools = {
  thinking: item.thinking,
  /** By the names that models know them by. */
  names: {
    read_page: 'Read the current tab',
    generate_image: 'Make a picture',
    calculate: 'Calculate',
    current_date: 'Today’s date and time',
  } as Readonly<Record<string, string>>,
  /** What a tool is given. */
  args: {
    prompt: 'Prompt',
    expression: 'Calculation',
    timeZone: 'Time zone',
  } as Readonly<Record<string, string>>,
  used: (name: string) => `Tool: ${name}`,
  result: 'It answered:',
  failed: 'It failed:',
  noResult: 'No result yet.',
  asks: (name: string) => `The model wants to use a tool: ${name}`,
  means: 'Nothing happens until you decide. What it returns is sent to the model.',
  page: 'The page in front now:',
  noPage:
    'The page that is in front when you allow it. Its name shows after a click on Firekeep’s button there.',
  paidBy: (model: string, key: string) => `Made by ${model}, paid by ${key}.`,
  price: (price: string) => `It costs money: ${price}.`,
  priceUnknown: 'It costs money; how much is not known before.',
  priceFree: 'Its list says that this model is free.',
  reading: 'Reading which models make pictures, and what they cost.',
  noImageModel: 'There is no model or key for pictures yet: choose one under Image.',
  allow: 'Allow',
  deny: 'Don’t allow',
} as const;

export const costs = {
  about: (usd: string) => `about ${usd}`,
  untilTold: (usd: string, provider: string | undefined) =>
    `about ${usd} for what is here, until ${provider ?? 'the service'} tells`,
  credits: (credits: number, usd: string | undefined) =>
    credits === 0
      ? 'free'
      : `${counts.format(credits)} ${credits === 1 ? 'credit' : 'credits'}${usd === undefined ? '' : ` (${usd})`}`,
  unknown: 'cost unknown',
  nothing: 'nothing charged',
} as const;

type Values = Readonly<Record<string, string | number>>;

/** How it ended. */
export const endings = {
  partial: (what: string) => `${what}. Only a part is here`,
  says: (provider: string | undefined) => `${provider ?? 'The provider'} says:`,
  charge: {
    none: 'Nothing was charged.',
    unknown: 'It may have been charged.',
    charged: 'It was charged.',
  },
  length: 'Cut by your limit',
  limitWas: (tokens: number) => `The answer reached the token limit of ${tokens}.`,
  lengthNext: 'The model would have written more. Go on from here, or ask again with a higher limit.',
  refused: 'The request was refused',
  refusedNext:
    'The model, or a filter of the service, ended this answer. Put it in other words, or ask another model.',
  filtered:
    'The service changed or blackened this picture because of its rules. It was charged all the same.',
  notes: {
    'limit-lowered': ({ tokens }) =>
      `Credit is short: the answer was limited to ${tokens} tokens so that it fits into what is left.`,
    'other-key': ({ name, hint }) =>
      `The first key was refused at no cost; ${[name, hint].filter(Boolean).join(' · ')} paid instead.`,
    'extra-request': () =>
      'The service has this very request once more, which nothing here knows of: the browser may have sent it again by itself when the connection broke. It may have been charged twice.',
    'cancel-never-ran': () => 'The service took it back before it began.',
    'cancel-stopped': () => 'The service stopped it, and may bill what was done until then.',
    'cancel-goes-on': () => 'The service could not stop it any more and may bill the whole.',
    'files-left-out': () => 'Its files were left out of the backup that it came from.',
    'cancel-over': () => 'It was finished at the service already.',
  } as Readonly<Record<string, (values: Values) => string>>,
} as const;

/** What can be done about it. */
export const remedies = {
  retry: 'Try again',
  again: 'Ask again',
  costs: 'Asking again is a new request, and costs again.',
  goOn: 'Continue',
  look: 'Look again',
  collect: 'Fetch again',
  collectFree: 'Fetching again is free: what may have been paid for is asked for once more.',
  more: 'Raise the limit and ask again',
  otherKey: (key: string) => `Use another key: ${key}`,
  keys: 'Open this key',
  provider: {
    rejected: (name: string) => `Keys at ${name}`,
    credit: (name: string) => `Top up at ${name}`,
    limit: (name: string) => `Limits at ${name}`,
    forbidden: (name: string) => `Rights at ${name}`,
  },
  found: {
    known: 'The service knows this request and what it cost.',
    candidates: 'The service has some that could be it. They stand below.',
    'not-yet': 'The service does not know it yet. That proves nothing: its records are some minutes late.',
    hint: 'The service tells no usage for this key.',
    nothing: 'This service keeps no record that could be asked.',
  },
  spent: (now: string) =>
    `This key has spent ${now} in all. Compare with what you know; the number is some minutes late and no proof.`,
  spentSince: (before: string, now: string, checked: string | undefined) =>
    `This key had spent ${before} before${checked === undefined ? '' : ` (as its check ${checked} said)`}, and ${now} now. That is a hint, not a proof: the number is some minutes late and counts other requests too.`,
} as const;

export const pictures = {
  preview: 'A preview: the picture is still being made',
  label: 'Pictures',
  title: 'Picture',
  download: 'Download',
  open: 'Open',
  copy: 'Copy picture',
  use: 'Use as reference',
  make3d: 'Make 3D',
  copied: 'Picture copied',
  notCopied: 'The browser did not let Firekeep copy this. Download it instead.',
  damaged: 'This picture cannot be read: what is stored of it is damaged or gone.',
  svg: 'This is an SVG, which is a program as much as a picture. Firekeep does not show it; you can download it.',
} as const;

export const deeds = {
  copyText: 'Copy',
  copyMarkdown: 'Copy as Markdown',
  edit: 'Edit and ask again',
  goOn: 'Go on from here',
  remove: 'Remove',
  copied: 'Copied',
  notCopied: 'The browser did not let Firekeep copy this.',
} as const;
