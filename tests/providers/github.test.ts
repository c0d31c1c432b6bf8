import { describe, expect, it } from 'vitest';
import { wire } from '../../lib/providers/all/github';
import { standIn, withChecksum } from '../harness/stand-ins/github';
import { say } from '../harness/stand-ins/shape';
import { asked } from './asked';

describe('a token that GitHub does not know', () => {
  const wrong = { status: 401, body: { message: 'Bad credentials' } };
  const whole = withChecksum('ghp_', 'AbCdEfGhIjKlMnOpQrStUvWxYz0123');

  it('has ended when its checksum fits', async () => {
    expect((await asked(wire, { apiKey: whole }, wrong)).report.reason?.code).toBe('token-ended');
  });

  it('is mistyped when one character is another', async () => {
    for (let at = 'ghp_'.length; at < whole.length; at++) {
      const slip = whole.charAt(at) === 'x' ? 'y' : 'x';
      const apiKey = whole.slice(0, at) + slip + whole.slice(at + 1);
      expect((await asked(wire, { apiKey }, wrong)).report.reason?.code, `character ${at}`).toBe('mistyped');
    }
  });

  // The CRC-32 of these bodies is known to begin with zero, so the checksum must be filled up.
  it('keeps the zeros in front of a small checksum', async () => {
    const body = findBody((sum) => sum.startsWith('0'));
    const { report } = await asked(wire, { apiKey: withChecksum('gho_', body) }, wrong);
    expect(report.reason?.code).toBe('token-ended');
  });
});

function findBody(fits: (sum: string) => boolean): string {
  for (let number = 0; ; number++) {
    const body = String(number).padStart(30, 'a');
    if (fits(withChecksum('', body).slice(30))) return body;
  }
}

describe('the day on which a token ends', () => {
  const good = standIn.cases.find((row) => row.name === 'good');
  const answer = say(good?.answers['GET /user'] ?? { status: 404 }, {
    method: 'GET',
    host: 'api.github.com',
    path: '/user',
    query: new URLSearchParams(),
    headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
    body: '',
  });

  it.each([
    ['2027-01-31 09:00:00 UTC', Date.UTC(2027, 0, 31, 9)],
    ['2027-01-31 09:00:00 -0800', Date.UTC(2027, 0, 31, 17)],
    ['2027-01-31 09:00:00 +05:30', Date.UTC(2027, 0, 31, 3, 30)],
    ['soon', undefined],
  ])('is read from "%s"', async (told, atMs) => {
    const headers = { ...answer.headers, 'github-authentication-token-expiration': told };
    const { report } = await asked(wire, good?.fields ?? {}, { ...answer, headers });
    expect(report.verdict).toBe('works');
    expect(report.facts.find((fact) => fact.name === 'expires')).toEqual(
      atMs === undefined ? undefined : { name: 'expires', atMs },
    );
  });
});
