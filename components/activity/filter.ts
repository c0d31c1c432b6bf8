/** Which lines are shown. Without a filter: all. */
import type { Activity } from '../../lib/activity/record';
import { GROUPS, type Group, groupOf, sentenceOf } from './sentences';

export const PERIODS = ['all', 'today', '7', '30', '365'] as const;
export type Period = (typeof PERIODS)[number];

export const periodNames: Readonly<Record<Period, string>> = {
  all: 'All of it',
  today: 'Today',
  '7': 'Last 7 days',
  '30': 'Last 30 days',
  '365': 'Last 365 days',
};

export interface Filter {
  readonly text: string;
  readonly group: Group | 'all';
  readonly keyId: string;
  readonly host: string;
  readonly period: Period;
}

export const NO_FILTER: Filter = { text: '', group: 'all', keyId: '', host: '', period: 'all' };

export const isNarrowing = ({ text, group, keyId, host, period }: Filter): boolean =>
  text.trim() !== '' || group !== 'all' || keyId !== '' || host !== '' || period !== 'all';

export const toGroup = (value: string): Filter['group'] => GROUPS.find((group) => group === value) ?? 'all';
export const toPeriod = (value: string): Period => PERIODS.find((period) => period === value) ?? 'all';

const DAY_MS = 24 * 60 * 60_000;

export function fromMsOf(period: Period, now = new Date()): number | undefined {
  if (period === 'all') return undefined;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  return period === 'today' ? midnight : midnight - Number(period) * DAY_MS;
}

/** A damaged line fits only where nothing is asked for. */
export function toMatch(filter: Filter): (activity: Activity | undefined) => boolean {
  if (!isNarrowing({ ...filter, period: 'all' })) return () => true;
  const wanted = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return (activity) =>
    activity !== undefined &&
    (filter.group === 'all' || groupOf(activity) === filter.group) &&
    (filter.keyId === '' || activity.keyId === filter.keyId) &&
    (filter.host === '' || activity.request?.host === filter.host) &&
    (wanted.length === 0 || has(textOf(activity), wanted));
}

const has = (text: string, wanted: readonly string[]): boolean => wanted.every((word) => text.includes(word));

function textOf(activity: Activity): string {
  const { provider = '', keyName = '', jobId = '', request } = activity;
  const sent = request ? `${request.method} ${request.host}${request.path} ${request.status ?? ''}` : '';
  return `${sentenceOf(activity)}\n${provider}\n${keyName}\n${jobId}\n${sent}`.toLowerCase();
}
