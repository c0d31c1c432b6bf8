/** What the Usage page says. */
import type { Make } from '../../lib/jobs/record';
import { plural } from './brief';
import type { Preset } from './period';

export const makes: Readonly<Record<Make, string>> = { text: 'Text', image: 'Images', model3d: '3D models' };

export const words = {
  page: 'Usage',
  loading: 'Adding up what you spent',

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
    peak: (label: string, usd: string) => `Most on ${label}: ${usd}`,
  },

  csv: {
    export: 'Export CSV',
    heads: {
      day: 'Day',
      time: 'Time (UTC)',
      service: 'Service',
      key: 'Key',
      model: 'Model',
      kind: 'Kind',
      usd: 'Cost (USD)',
      how: 'How it is known',
      requests: 'Requests',
      input: 'Tokens in',
      output: 'Tokens out',
      credits: 'Credits',
      creditUsd: 'USD for a credit',
    },
    how: { told: 'told', about: 'about', unknown: 'unknown' },
  },

  balances: {
    title: 'Balances and limits',
    about: 'What the services said when each key was last checked.',
    key: 'Service and key',
    value: 'What they said',
    age: 'As of',
    none: 'None of your keys told a balance or a limit yet. “Check” in a key’s row asks for it.',
  },

  tips: {
    title: 'Tips',
    about: 'From your own figures of this period, at the prices that are listed today.',
    elsewhere: (model: string, service: string, usd: string) =>
      `${model} at ${service} would have cost ${usd} less.`,
    direct: (model: string, service: string, usd: string) =>
      `${model} directly at ${service} would have cost ${usd} less.`,
    free: (model: string, service: string, usd: string) =>
      `The free variant of ${model} at ${service} would have cost ${usd} less. It has limits of its own.`,
    spent: (usd: string, from: string) => `You paid ${usd} for it at ${from}.`,
  },

  rates: {
    title: 'What a credit costs',
    about:
      'Some services count in credits. With these rates their credits become dollars. A rate counts for what is made from now on: what is booked keeps its own.',
    label: (name: string) => `${name}: dollars for one credit`,
    listed: (usd: string) => `The service’s own price: $${usd}.`,
    save: 'Save rate',
    back: 'Use the service’s own price',
    saved: 'Rate saved',
    wrong: 'Write dollars such as 0.01.',
  },
} as const;
