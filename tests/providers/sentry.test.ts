import { describe, expect, it } from 'vitest';
import { wire } from '../../lib/providers/all/sentry';
import { asked } from './asked';

const token = (told: unknown) =>
  `sntrys_${Buffer.from(typeof told === 'string' ? told : JSON.stringify(told)).toString('base64')}_${'k'.repeat(43)}`;
const wrong = { status: 401, body: { detail: 'Invalid org token' } };

describe('what an organisation’s token says of itself', () => {
  it('is told even when the token is refused', async () => {
    const told = {
      iat: 1_790_000_000.25,
      url: 'https://sentry.io',
      region_url: 'https://de.sentry.io',
      org: 'emberly',
    };
    const { report } = await asked(wire, { apiKey: token(told) }, wrong);
    expect(report.facts).toEqual([
      { name: 'organisation', text: 'emberly' },
      { name: 'region', text: 'de' },
      { name: 'created', atMs: 1_790_000_000_250 },
    ]);
  });

  it.each([
    'https://errors.example',
    'https://sentry.io.example',
    'https://sentry.io@errors.example/',
    'http://sentry.io',
  ])('keeps it away from sentry.io when it is for %s', async (url) => {
    const { report, urls } = await asked(wire, { apiKey: token({ url, org: 'own' }) }, wrong);
    expect(urls).toEqual([]);
    expect(report.verdict).toBe('cannot-be-checked');
  });

  it.each(['not JSON', '[]', 'null', '{"org":7,"iat":"x"}'])('may be nonsense: %s', async (told) => {
    const { report, urls } = await asked(wire, { apiKey: token(told) }, wrong);
    expect(report).toEqual({ verdict: 'rejected', reason: { code: 'wrong-key' }, facts: [], warnings: [] });
    expect(urls).toEqual(['https://sentry.io/api/0/auth/validate/']);
  });
});

describe('hosts', () => {
  it('are sentry.io and the region, none for a DSN', () => {
    const { originsFor } = wire;
    expect(originsFor('auth-token', { apiKey: 'sntryu_x', region: 'de' })).toEqual([
      'https://sentry.io',
      'https://de.sentry.io',
    ]);
    expect(originsFor('auth-token', { apiKey: token({}), region: 'us' })).toEqual(['https://sentry.io']);
    expect(originsFor('dsn', {})).toEqual([]);
  });
});

it('calls a DSN of another shape neither good nor bad', async () => {
  const odd = { dsn: 'https://example.com/4511468' };
  const { report, urls } = await asked(wire, odd, wrong, 'dsn');
  expect(report).toMatchObject({ verdict: 'cannot-be-checked', reason: { code: 'format-wrong' } });
  expect(urls).toEqual([]);
});
