// https://ai.google.dev/api/models, /gemini-api/docs/pricing and /thinking (read until 2026-11-10)
import { fail } from '../../../core/problem';
import type { Model, Price } from '../../model';
import type { Call } from '../../shape';
import { askList, type PriceRow, priceOf, ranked } from '../../wire/models';
import { asArray, asText, at } from '../../wire/read';
import { asNumber } from '../../wire/stream';
import { API, headers, judge } from './api';

const MOST_PAGES = 10;

export async function models(call: Call): Promise<readonly Model[]> {
  const entries: unknown[] = [];
  let next = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = `pageSize=1000${next && `&pageToken=${encodeURIComponent(next)}`}`;
    const list = await askList(call, `${API}/models?${query}`, headers(call.secret.apiKey ?? ''), judge);
    entries.push(...(asArray(at(list, 'models')) ?? fail('answer-malformed')));
    next = asText(at(list, 'nextPageToken')) ?? '';
    if (!next) break;
  }
  return ranked(entries.flatMap(toModel), [
    /^gemini-[\d.]+-flash-lite$/,
    /^gemini-[\d.]+-flash$/,
    /-(argon|pro)(-preview)?$/,
  ]);
}

/** They are in the same list, and some of them under the same method. */
const ELSE = /image|tts|audio|live|embedding|robotics|computer-use|deep-research/;

function toModel(entry: unknown): Model[] {
  const id = (asText(at(entry, 'name')) ?? '').replace(/^models\//, '');
  const methods = asArray(at(entry, 'supportedGenerationMethods'));
  if (!/^gemini-/.test(id) || ELSE.test(id) || !methods?.includes('generateContent')) return [];
  const efforts = at(entry, 'thinking') === false ? [] : effortsOf(id);
  const contextTokens = asNumber(at(entry, 'inputTokenLimit'));
  const outputTokens = asNumber(at(entry, 'outputTokenLimit'));
  const price = findPrice(id);
  return [
    {
      id,
      name: asText(at(entry, 'displayName')) ?? id,
      makes: ['text'],
      takes: ['text', 'image'],
      hasTools: true,
      takesTemperature: true,
      ...(contextTokens ? { contextTokens } : {}),
      ...(outputTokens ? { outputTokens } : {}),
      ...(price ? { price } : {}),
      ...(efforts.length ? { efforts } : {}),
    },
  ];
}

/** The list says only whether a model thinks. None to choose: it does not, or not unless it is told to. */
const EFFORTS: readonly (readonly [RegExp, string])[] = [
  [/^gemini-(1|2\.0|2\.5-flash-lite)/, ''],
  [/^gemini-2\.5-pro/, 'low medium high'],
  [/^gemini-2\.5/, 'none low medium high'],
  [/^gemini-.*flash/, 'minimal low medium high'],
  [/^gemini-/, 'low medium high'],
];

export const effortsOf = (id: string): string[] =>
  EFFORTS.find(([family]) => family.test(id))?.[1]
    .split(' ')
    .filter(Boolean) ?? [];

const PRICES: Readonly<Record<string, PriceRow>> = {
  'gemini-3.8-flash': [1.5, 7.5],
  'gemini-4-argon': [4, 20],
  'gemini-4-carbon': [4, 20],
  'gemini-3.5-flash-lite': [0.3, 2.5],
  'gemini-3.1-flash-lite': [0.25, 1.5],
  'gemini-3.1-pro-preview': [2, 12, 0.2, 200_001, 4, 18],
};

/** Prices of the first months, to the end of that day. */
const AT_FIRST: Readonly<Record<string, readonly [lastDay: string, PriceRow]>> = {
  'gemini-3.8-flash': ['2026-12-31', [0.75, 3.75]],
  'gemini-4-argon': ['2026-11-30', [2, 10]],
  'gemini-4-carbon': ['2026-11-30', [2, 10]],
};

function findPrice(id: string): Price | undefined {
  const [lastDay = '', first] = AT_FIRST[id] ?? [];
  const row = new Date().toISOString().slice(0, 10) <= lastDay ? first : PRICES[id];
  return row && priceOf(row, '2026-11-10');
}
