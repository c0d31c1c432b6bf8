/** What the Usage page says. */
import type { Make } from '../../lib/jobs/record';
import type { Preset } from './period';

export const plural = (count: number, one: string, many: string): string =>
  `${counts.format(count)} ${count === 1 ? one : many}`;

export const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export const makes: Readonly<Record<Make, string>> = { text: 'Text', image: 'Images', model3d: '3D models' };

export const words = {
  page: 'Usage',
  loading: 'Adding up what you spent',

  cards: {
    label: 'At a glance',
    services: 'Connected services',
    of: (connected: number, all: number) => `${connected} of ${all}`,
    cost: 'Cost this month',
    calls: 'Calls this month',
    attention: 'Needs attention',
    calm: 'Nothing',
    things: (count: number) => plural(count, 'thing', 'things'),
    unknown: (count: number) => `and ${plural(count, 'call', 'calls')} without a known price`,
    wait: '…',
    what: 'What needs attention',
  },

  attention: {
    damaged: (count: number) =>
      count === 1 ? '1 saved key is damaged.' : `${counts.format(count)} saved keys are damaged.`,
    key: (service: string, key: string, says: string) => `${service}, ${key}: ${says}`,
    warnings: (count: number) => (count === 1 ? 'has a warning' : `has ${counts.format(count)} warnings`),
  },

  key: {
    none: 'No calls this month',
    spent: (calls: number, usd: string) => `${plural(calls, 'call', 'calls')} and ${usd} this month`,
  },

  period: {
    label: 'Period',
    from: 'From',
    to: 'To',
    wrong: 'The first day has to come before the last.',
    presets: {
      month: 'This month',
      'last-month': 'Last month',
      '7': 'Last 7 days',
      '30': 'Last 30 days',
      '90': 'Last 90 days',
      year: 'This year',
      all: 'All time',
      own: 'From … to …',
    } satisfies Record<Preset, string>,
  },

  total: {
    title: 'Total',
    calls: (count: number) => plural(count, 'call', 'calls'),
    about: (usd: string) => `${usd} of it is about: counted by Firekeep from listed prices.`,
    allTold: 'As the services themselves told it.',
    unknown: (count: number) => `${plural(count, 'call', 'calls')} without a known price`,
    unknownMeans: 'They are not in the sums: nobody said what they cost.',
    services: 'By service',
    damaged: (count: number) =>
      `${plural(count, 'entry', 'entries')} could not be read. The sums are without ${count === 1 ? 'it' : 'them'}.`,
    empty: 'Nothing was paid for in this period',
    emptyMeans: 'Each answer, picture and model that you make leaves one entry here, with what it cost.',
    summing: (opened: number) =>
      `Adding up for the first time: ${plural(opened, 'entry', 'entries')} read so far.`,
  },

  chart: {
    title: 'Where it went',
    split: 'Split by',
    splits: { day: 'Day', service: 'Service', key: 'Key', model: 'Model', make: 'Kind' },
    label: (split: string) =>
      `Cost over the period, split by ${split.toLowerCase()}. The table below has the figures.`,
    loading: 'Drawing the chart',
    other: 'Others',
    together: 'All',
    parts: (split: string) => `Cost by ${split.toLowerCase()}`,
    byDay: 'Figures by day',
    byMonth: 'Figures by month',
    day: 'Day',
    month: 'Month',
    cost: 'Cost',
    calls: 'Calls',
    tokens: 'Tokens in / out',
    sum: 'Sum',
    share: 'Share',
    all: (count: number) => `Show all ${count}`,
    fewer: 'Show fewer',
    removedKey: 'Key that is gone',
    unknownService: 'Unknown service',
    peak: (label: string, usd: string) => `Most on ${label}: ${usd}`,
    noPrice: 'No price',
    unknown: (count: number) => `+ ${counts.format(count)} unknown`,
  },

  csv: { export: 'Export CSV', failed: 'The file could not be made. Try again.' },

  balances: {
    title: 'Balances and limits',
    about: 'What the services said when a key was last checked.',
    service: 'Service',
    key: 'Key',
    what: 'What',
    value: 'Value',
    age: 'As of',
    none: 'None of your keys told a balance or a limit yet. A check asks for it.',
  },

  counters: {
    title: 'Compared with the services’ own counters',
    agrees: 'They agree.',
  },

  tips: { title: 'Tips from your own figures' },

  rates: {
    title: 'What a credit costs',
    about:
      'Some services count in credits. Their cost in dollars is reckoned with these rates. Another rate counts for what is made from now on; what is booked keeps its own.',
    label: (name: string) => `${name}: dollars for one credit`,
    listed: (usd: string) => `Listed: ${usd}.`,
    save: 'Save',
    back: 'Use the listed rate',
    saved: 'Rate saved',
    wrong: 'Write dollars such as 0.01.',
  },
} as const;
