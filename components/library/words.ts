/** What the library says. */
import type { Make } from '../../lib/jobs/record';
import type { CostRange, Order } from '../../lib/library/query';

const counts = new Intl.NumberFormat('en');
const plural = (count: number, one: string, many: string) =>
  `${counts.format(count)} ${count === 1 ? one : many}`;

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

export function sizeOf(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[step]}`;
}

export const words = {
  page: 'Library',
  loading: 'Opening the library',
  items: (count: number) => plural(count, 'item', 'items'),
  found: (count: number) => `${plural(count, 'item', 'items')} found`,
  list: 'Results',
  looks: { label: 'Look', grid: 'Show as grid', list: 'Show as list' },

  kinds: { text: 'Conversation', image: 'Picture', model3d: '3D model' } satisfies Record<Make, string>,
  many: { text: 'Conversations', image: 'Pictures', model3d: '3D models' } satisfies Record<Make, string>,

  empty: 'Nothing made yet',
  emptyMeans: 'What you make with the popup or the side panel stands here: answers, pictures and 3D models.',
  none: 'Nothing fits',
  noneMeans: 'Use other words or fewer filters.',
  clear: 'Show everything',

  filter: {
    label: 'Filter',
    search: 'Search prompts and answers',
    make: 'Kind',
    all: 'All kinds',
    provider: 'Service',
    anyProvider: 'All services',
    model: 'Model',
    anyModel: 'All models',
    since: 'Date',
    cost: 'Cost',
    order: 'Order',
    favourites: 'Favourites only',
  },
  dates: [
    ['0', 'Any time'],
    ['1', 'Last 24 hours'],
    ['7', 'Last 7 days'],
    ['30', 'Last 30 days'],
    ['365', 'Last year'],
  ] as const,
  costs: {
    any: 'Any cost',
    free: 'Free',
    cent: 'Under 1 cent',
    'ten-cents': '1 to 10 cents',
    more: '10 cents and more',
    unknown: 'Cost unknown',
  } satisfies Record<CostRange, string>,
  orders: {
    newest: 'Newest first',
    oldest: 'Oldest first',
    costly: 'Most expensive first',
    large: 'Largest first',
  } satisfies Record<Order, string>,

  indexing: (known: number, total: number) =>
    `Reading what was made: ${counts.format(known)} of ${counts.format(total)}. What is read can be found already.`,
  indexingLabel: 'Reading what was made',
  damaged: (count: number) =>
    `${plural(count, 'result is', 'results are')} damaged and cannot be shown. The others are not affected.`,
  dropDamaged: 'Delete what is damaged',

  pages: 'Pages of results',
  previous: 'Previous page',
  next: 'Next page',
  range: (from: number, to: number, total: number) =>
    `${counts.format(from)} to ${counts.format(to)} of ${counts.format(total)}`,

  item: {
    select: (title: string) => `Select ${title}`,
    favour: (title: string) => `Favourite: ${title}`,
    open: (title: string) => `Open ${title}`,
    untitled: 'Without words',
    running: 'still running',
    failed: 'failed',
    partial: 'partial',
    uncertain: 'outcome unknown',
    cancelled: 'stopped',
    damaged: 'Damaged: it cannot be read.',
    notKept: 'That was not kept. Try again.',
  },

  onward: {
    label: 'Go on with it',
    studio: 'Open in the studio',
    goOn: 'Continue this conversation',
    again: 'Edit and ask again',
    means: 'Opens the side panel. Nothing is sent before you press Generate there.',
    steps: 'Opens the side panel at this model: textures, rigging, other formats and more stand under it.',
    notOpened: 'The studio did not open. Open the side panel yourself and look there.',
  },

  selection: {
    label: 'Selected',
    count: (count: number) => `${counts.format(count)} selected`,
    page: 'Select this page',
    all: (count: number) => `Select all ${counts.format(count)}`,
    clear: 'Clear selection',
    download: 'Download as zip',
    favour: 'Add to favourites',
    delete: 'Delete',
  },

  deleted: {
    count: (count: number) => `${plural(count, 'item', 'items')} deleted`,
    means: 'Destroyed for good after one minute. What was paid stays in the books.',
    undo: 'Undo',
    now: 'Delete for good now',
    running: (count: number) =>
      `${plural(count, 'item still runs', 'items still run')} and stay here. Stop them first.`,
    waiting: (count: number) =>
      `${plural(count, 'item waits', 'items wait')} until its service has said what it cost. Then it goes too.`,
    restored: 'Brought back',
    gone: 'Deleted for good',
  },

  zip: {
    making: 'Packing',
    progress: (done: number, total: number) => `${counts.format(done)} of ${counts.format(total)} packed`,
    stop: 'Stop packing',
    ready: (files: number, size: string) => `Packed ${plural(files, 'file', 'files')}, ${size}`,
    empty: 'There was nothing to pack: what you selected has no files and no text.',
    missing: (count: number) => `${plural(count, 'file', 'files')} could not be read and are not in it.`,
  },

  storage: {
    title: 'Storage',
    used: (size: string) => `${size} used`,
    each: (kind: string, count: number, size: string) =>
      `${kind}: ${plural(count, 'item', 'items')}, ${size}`,
    share: (kind: string) => `Share of ${kind.toLowerCase()}`,
    free: 'To free space, show the largest first, download what you want to keep, and delete it here. What a draft or another result still uses stays until that is gone too.',
    largest: 'Show the largest first',
  },
} as const;
