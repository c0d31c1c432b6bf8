import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPasted, takeApart } from '../../lib/keys/paste';
import { findGuide } from '../../lib/providers/guides';
import type { Guide, Kind } from '../../lib/providers/shape';
import { allStandIns } from '../harness/stand-ins/all';

const KEY = 'sk-or-v1-0a1b2c3d4e5f';

describe('what surrounds a key is taken away', () => {
  it.each([
    ['blanks', `  ${KEY}\t`],
    ['a line break behind it', `${KEY}\r\n`],
    ['double quotes', `"${KEY}"`],
    ['typographic quotes', `\u201c${KEY}\u201d`],
    ['one quote left over', `${KEY}'`],
    ['a line of JSON', `"apiKey": "${KEY}",`],
    ['JSON without blanks', `"apiKey":"${KEY}"`],
    ['Bearer', `Bearer ${KEY}`],
    ['a whole header', `Authorization: Bearer ${KEY}`],
    ['another header', `x-api-key: ${KEY}`],
    ['export', `export OPENROUTER_API_KEY=${KEY}`],
    ['export with quotes', `export OPENROUTER_API_KEY="${KEY}"`],
    ['an assignment', `OPENROUTER_API_KEY=${KEY}`],
    ['an assignment with blanks', `OPENROUTER_API_KEY = '${KEY}'`],
    ['PowerShell', `$env:OPENROUTER_API_KEY="${KEY}"`],
    ['code', `const apiKey = "${KEY}";`],
    ['a byte order mark', `\ufeff${KEY}`],
    ['zero-width characters inside', 'sk-or-v1-0a1b\u200b2c3d\u20604e5f'],
    ['a mail that broke the line', 'sk-or-v1-0a1b\n    2c3d4e5f'],
    ['all at once', `\u200bexport KEY = "Bearer ${KEY}" \n`],
  ])('%s', (_what, pasted) => {
    expect(cleanPasted(pasted)).toBe(KEY);
  });
});

describe('what belongs to a key stays', () => {
  it.each([
    'abcdefgh==',
    'ABCDEFGH=',
    'ABCDEFGH==',
    'sntrys_eyJpYXQiOjE3MDB9=_c2VjcmV0',
    'https://0123456789abcdef0123456789abcdef@o1.ingest.us.sentry.io/42',
    'cloudinary://123456789012345:abc_DEF-ghi@cloud',
    '01234567-89ab-4cde-8f01-23456789abcd:0123456789abcdef0123456789abcdef',
    'wJalr/XUtnFEMI+K7MDENG=',
    'two words',
    'bearer',
    'NAME=',
    '"',
  ])('%s', (key) => {
    expect(cleanPasted(key)).toBe(key);
  });

  it('every credential of every stand-in, bare or dressed', () => {
    const values = allStandIns.flatMap(({ cases }) => cases.flatMap(({ fields }) => Object.values(fields)));
    for (const value of values) {
      expect(cleanPasted(value)).toBe(value.trim());
      expect(cleanPasted(`export SOME_NAME="${value}"\n`)).toBe(value.trim());
    }
    expect(values.length).toBeGreaterThan(27);
  });
});

const core = fc.stringMatching(/^[A-Za-z0-9]{4}[A-Za-z0-9_\-./+:]{0,60}[A-Za-z0-9]{4}={0,2}$/);
const dress = fc.constantFrom(
  (key: string) => ` ${key} `,
  (key: string) => `"${key}"`,
  (key: string) => `Bearer ${key}`,
  (key: string) => `export A_KEY=${key}`,
  (key: string) => `A_KEY='${key}'`,
  (key: string) => `\u200b${key}\u200d\n`,
);

describe('of any text', () => {
  it('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanPasted(cleanPasted(text))).toBe(cleanPasted(text));
      }),
    );
  });

  it('a dressed key comes out whole, however often it was dressed', () => {
    fc.assert(
      fc.property(core, fc.array(dress, { maxLength: 4 }), (key, dresses) => {
        expect(cleanPasted(dresses.reduce((text, wear) => wear(text), key))).toBe(key);
      }),
    );
  });

  it('what comes out was inside in one piece: nothing visible between its ends is lost', () => {
    const visible = fc.string({ unit: fc.constantFrom(...'abzAZ09=:_-./+"\' ,;\u201c$') });
    fc.assert(
      fc.property(visible, (text) => {
        expect(text).toContain(cleanPasted(text));
      }),
    );
  });

  it('ends, with ten thousand characters of anything', () => {
    for (const unit of ['"', ' ', 'a', '=', 'A=', '\n', '" ', 'a:']) {
      const cleaned = cleanPasted(unit.repeat(10_000));
      expect(cleaned.length).toBeLessThanOrEqual(20_000);
    }
  });
});

const guideOf = (id: string): Guide => {
  const guide = findGuide(id);
  if (!guide) throw new Error(`no guide: ${id}`);
  return guide;
};
const firstKind = (guide: Guide): Kind => {
  const [kind] = guide.kinds;
  if (!kind) throw new Error('no kind');
  return kind;
};

describe('a paste that holds a whole credential', () => {
  it('a connection string fills the three fields', () => {
    const guide = guideOf('cloudinary');
    const text = 'CLOUDINARY_URL=cloudinary://123456789012345:abcdefghijklmnopqrstuvwxyz1@my-cloud';
    const values = Object.values(takeApart(guide, firstKind(guide), text)?.fields ?? {});
    expect(values).toEqual(
      expect.arrayContaining(['my-cloud', '123456789012345', 'abcdefghijklmnopqrstuvwxyz1']),
    );
  });

  it('lines of a settings file go into the fields that they name', () => {
    const guide = guideOf('twilio');
    const text = '# from the console\nTWILIO_ACCOUNT_SID="AC01"\nexport TWILIO_AUTH_TOKEN=ab12\n';
    expect(takeApart(guide, firstKind(guide), text)?.fields).toEqual({
      accountSid: 'AC01',
      authToken: 'ab12',
    });
  });

  it('a single key is none', () => {
    const guide = guideOf('twilio');
    expect(takeApart(guide, firstKind(guide), 'TWILIO_AUTH_TOKEN=ab12')).toBeUndefined();
    expect(takeApart(guide, firstKind(guide), 'ab12')).toBeUndefined();
  });
});
