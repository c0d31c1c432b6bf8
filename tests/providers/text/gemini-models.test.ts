import { afterEach, describe, expect, it, vi } from 'vitest';
import { wire } from '../../../lib/providers/all/gemini';
import { standIn } from '../../harness/stand-ins/gemini';
import { makingWith } from '../making';
import { makerOf } from './answering';

const FLASH = 'gemini-3.8-flash';

describe('the models', () => {
  afterEach(() => vi.useRealTimers());

  const listOn = async (day: string) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(day) });
    const making = makingWith(wire, standIn);
    return { making, list: await makerOf(wire).models(making.call) };
  };

  it('are read page by page; what is no model of words is left out', async () => {
    const { list, making } = await listOn('2026-11-21');
    expect(making.heard.map(({ query }) => query.get('pageToken'))).toEqual([null, 'Ch4/a+b=']);
    expect(list.map(({ id, rank, efforts }) => [id, rank, efforts?.join(' ')])).toEqual([
      [FLASH, 1, 'minimal low medium high'],
      ['gemini-4-argon', 2, 'low medium high'],
      ['gemini-3.5-flash-lite', 0, 'minimal low medium high'],
      ['gemini-3.1-flash-lite', undefined, 'minimal low medium high'],
      ['gemini-3.1-pro-preview', undefined, 'low medium high'],
      ['gemini-2.5-flash', undefined, 'none low medium high'],
      ['gemini-2.5-pro', undefined, 'low medium high'],
      ['gemini-2.0-flash', undefined, undefined],
      ['gemini-new-flash', undefined, undefined],
    ]);
    expect(list[0]).toEqual({
      id: FLASH,
      name: 'gemini 3.8 flash',
      makes: ['text'],
      takes: ['text', 'image'],
      hasTools: true,
      takesTemperature: true,
      contextTokens: 1_048_576,
      outputTokens: 65_536,
      price: { input: '0.00000075', output: '0.00000375', asOf: '2026-11-10' },
      efforts: ['minimal', 'low', 'medium', 'high'],
      rank: 1,
    });
    expect(list[4]?.price).toMatchObject({
      cachedInput: '0.0000002',
      steps: [{ fromInput: 200_001, input: '0.000004', output: '0.000018' }],
    });
    expect(list.at(-1)).not.toHaveProperty('price');
  });

  it('cost what they cost that day', async () => {
    const priceOn = async (day: string, id: string) =>
      (await listOn(day)).list.find((model) => model.id === id)?.price?.input;
    expect(await priceOn('2026-11-30T23:00:00Z', 'gemini-4-argon')).toBe('0.000002');
    expect(await priceOn('2026-12-01T00:00:00Z', 'gemini-4-argon')).toBe('0.000004');
    expect(await priceOn('2026-12-31T12:00:00Z', FLASH)).toBe('0.00000075');
    expect(await priceOn('2027-01-01T00:00:00Z', FLASH)).toBe('0.0000015');
  });
});
