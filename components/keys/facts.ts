/** What a provider told for free, as a name and a value to show. */
import type { Fact } from '../../lib/providers/report';

const names: Readonly<Record<string, string>> = {
  label: 'Label',
  account: 'Account',
  organisation: 'Organisation',
  balance: 'Balance',
  credits: 'Credits',
  'credits-held': 'Credits held',
  'characters-left': 'Characters left',
  limit: 'Limit',
  'limit-left': 'Left of the limit',
  'free-requests-left': 'Free requests left',
  used: 'Used',
  tier: 'Plan',
  scopes: 'Rights',
  models: 'Models',
  mode: 'Mode',
  region: 'Region',
  projects: 'Projects',
  repositories: 'Repositories',
  domains: 'Domains',
  created: 'Created',
  expires: 'Expires',
};

const fromName = (name: string): string => {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const toFactName = (name: string): string => names[name] ?? fromName(name);

const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** Money keeps all the digits that the provider gave, and two at least. */
export function toMoney(amount: string, currency: string): string {
  const value = Number(amount);
  if (!Number.isFinite(value) || !/^[A-Z]{3}$/i.test(currency)) return `${amount} ${currency}`;
  const digits = Math.min(20, Math.max(2, amount.split('.')[1]?.replace(/0+$/, '').length ?? 0));
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A moment stays one, so that the screen can say it relatively. */
export type ShownFact = { readonly name: string } & ({ readonly text: string } | { readonly atMs: number });

export function toShownFact(fact: Fact): ShownFact {
  const name = toFactName(fact.name);
  if ('atMs' in fact) return { name, atMs: fact.atMs };
  if ('amount' in fact) return { name, text: toMoney(fact.amount, fact.currency) };
  if ('count' in fact) return { name, text: inUnits(fact.count, fact.unit, name) };
  return { name, text: fact.text };
}

/** "Models: 12", not "Models: 12 models". */
const inUnits = (count: number, unit: string, name: string): string =>
  name.toLowerCase() === unit.toLowerCase() ? counts.format(count) : `${counts.format(count)} ${unit}`;
