import { AwsV4Signer } from 'aws4fetch';
import { describe, expect, it } from 'vitest';
import { wire } from '../../lib/providers/all/aws';
import { signatureOf } from '../harness/sigv4';
import { standIn } from '../harness/stand-ins/aws';
import { type Heard, type Said, say } from '../harness/stand-ins/shape';
import { asked } from './asked';

describe('where the key may go', () => {
  it('is the token service of one region, and to follow a key by another the one place that makes keys', () => {
    const [iam, ...tokens] = [...new Set(wire.origins)].sort();
    expect(iam).toBe('https://iam.amazonaws.com');
    expect(tokens).toHaveLength(38);
    for (const origin of tokens)
      expect(origin).toMatch(/^https:\/\/sts\.[a-z]+-[a-z-]+-\d\.amazonaws\.com(\.cn)?$/);
    expect(wire.originsFor('access-key', { region: 'eu-west-1' })).toEqual([
      'https://sts.eu-west-1.amazonaws.com',
    ]);
    expect(wire.originsFor('access-key', { region: 'cn-north-1' })).toEqual([
      'https://sts.cn-north-1.amazonaws.com.cn',
    ]);
    expect(wire.originsFor('access-key', { region: 'evil.example/' })).toEqual([]);
  });
});

describe('the stand-in verifies signatures itself', () => {
  // "get-vanilla" and "get-vanilla-query-order-key-case" of Amazon's own Signature Version 4 test suite.
  it.each([
    ['', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['Param2=value2&Param1=value1', 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500'],
  ])('as Amazon does: ?%s', (query, signature) => {
    const heard: Heard = {
      method: 'GET',
      host: 'example.amazonaws.com',
      path: '/',
      query: new URLSearchParams(query),
      headers: { 'x-amz-date': '20150830T123600Z' },
      body: '',
    };
    const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
    const scope = '20150830/us-east-1/service/aws4_request';
    expect(signatureOf(heard, secret, scope, ['host', 'x-amz-date'])).toBe(signature);
  });

  const good = standIn.cases.find((row) => row.name === 'good');
  const { accessKeyId = '', secretAccessKey = '' } = good?.fields ?? {};

  async function signed(over: { datetime?: string; service?: string; region?: string }): Promise<Heard> {
    const url = 'https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15';
    const signer = new AwsV4Signer({
      url,
      accessKeyId,
      secretAccessKey,
      service: 'sts',
      region: 'us-east-1',
      ...over,
    });
    const { headers } = await signer.sign();
    const { host, pathname, searchParams } = new URL(url);
    return {
      method: 'GET',
      host,
      path: pathname,
      query: searchParams,
      headers: { ...Object.fromEntries(headers), accept: 'application/json' },
      body: '',
    };
  }
  const answered = (heard: Heard): Said => say(good?.answers['GET /'] ?? { status: 404 }, heard);

  it('and takes what is right', async () => {
    expect(answered(await signed({})).status).toBe(200);
  });

  it.each([
    ['an old date', { datetime: '20150830T123600Z' }],
    ['another service', { service: 's3' }],
    ['another region', { region: 'eu-west-1' }],
  ])('and refuses %s', async (_name, over) => {
    expect(answered(await signed(over)).status).toBe(403);
  });

  it('and refuses a request changed on its way', async () => {
    const heard = await signed({});
    expect(answered({ ...heard, host: 'sts.us-east-2.amazonaws.com' }).status).toBe(403);
    expect(answered({ ...heard, body: 'more' }).status).toBe(403);
  });
});

describe('a clock that is set wrong', () => {
  const late = (message: string) => ({
    status: 403,
    body: { Error: { Type: 'Sender', Code: 'SignatureDoesNotMatch', Message: message } },
  });

  it.each([
    'Signature expired: 20261121T091500Z is now earlier than 20261121T101000Z (20261121T101500Z - 5 min.)',
    'Signature not yet current: 20261121T111500Z is still later than 20261121T102000Z (20261121T101500Z + 5 min.)',
  ])('is told, the key is not blamed for it, and nothing is asked twice: %s', async (message) => {
    const { report, urls } = await asked(wire, standIn.another(1), late(message));
    expect(report).toMatchObject({ verdict: 'unreachable', reason: { code: 'clock-wrong' } });
    expect(urls).toHaveLength(1);
  });

  it('is not the reason why any other signature is refused', async () => {
    const { report } = await asked(wire, standIn.another(1), late('The request signature we calculated'));
    expect(report).toMatchObject({ verdict: 'rejected', reason: { code: 'wrong-secret' } });
  });
});
