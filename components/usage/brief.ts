/** What other pages say of money too: apart, so that they do not carry all that the Usage page says. */
export const plural = (count: number, one: string, many: string): string =>
  `${counts.format(count)} ${count === 1 ? one : many}`;

export const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export const brief = {
  cards: {
    label: 'At a glance',
    services: 'Connected services',
    of: (connected: number, all: number) => `${connected} of ${all}`,
    cost: 'Cost this month',
    calls: 'Calls this month',
    attention: 'Needs attention',
    calm: 'Nothing',
    things: (count: number) => plural(count, 'thing', 'things'),
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
    unpriced: (calls: number) => `${plural(calls, 'call', 'calls')} without a known price this month`,
  },

  together: 'All',
  removedKey: 'Key that is gone',
  unknownService: 'Unknown service',
  noPrice: 'No price',
  unknown: (count: number) => `+ ${counts.format(count)} unknown`,
} as const;

const keyList = new Intl.ListFormat('en');

/** What should be looked at, as whole sentences. */
export const concerns = {
  creditLow: (service: string, keys: readonly string[], left: string, age: string) =>
    `${service}, ${keyList.format(keys)}: only ${left} of credit left, told ${age}.`,
  creditGone: (service: string, keys: readonly string[], left: string, age: string) =>
    `${service}, ${keyList.format(keys)}: no credit left (${left}), told ${age}.`,
  limitNear: (service: string, key: string, left: string, limit: string, age: string) =>
    `${service}, ${key}: ${left} left of its limit of ${limit}, told ${age}.`,
  expired: (service: string, key: string) => `${service}, ${key}: it has expired.`,
  expires: (service: string, key: string, days: number) =>
    `${service}, ${key}: it expires ${days === 0 ? 'today' : `in ${plural(days, 'day', 'days')}`}.`,
  priceUnknown: (count: number) =>
    `${plural(count, 'call', 'calls')} without a known price this month. No sum has them.`,
  counter: (service: string, key: string, usd: string, isMore: boolean, since: string, unknown: number) =>
    isMore
      ? `${service} counts ${usd} more than Firekeep on ${key} since ${since}: ${unknown > 0 ? 'calls without a known price, or used elsewhere?' : 'used elsewhere?'}`
      : `${service} counts ${usd} less than Firekeep on ${key} since ${since}.`,
  unusual: (usd: string, usual: string) => `${usd} today. On a usual day it is ${usual}.`,
  damaged: (count: number) =>
    `${plural(count, 'entry', 'entries')} of the ledger cannot be read. The sums are without ${count === 1 ? 'it' : 'them'}.`,
} as const;
