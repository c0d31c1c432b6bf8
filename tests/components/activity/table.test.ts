/** The record as a file for other programs, and which lines a filter lets through. */
import { describe, expect, it } from 'vitest';
import { fromMsOf, NO_FILTER, toMatch } from '../../../components/activity/filter';
import { dayOf, sizeOf } from '../../../components/activity/format';
import { sentenceOf } from '../../../components/activity/sentences';
import { toCsv, toJson } from '../../../components/activity/table';
import { type Activity, WHATS } from '../../../lib/activity/record';

const AT = Date.UTC(2026, 10, 21, 12);
const sent: Activity = {
  atMs: AT,
  what: 'request',
  provider: 'one',
  keyId: 'k1',
  keyName: '=1+1, "mine"',
  link: { at: 7, before: 'ab' },
  request: {
    method: 'GET',
    host: 'api.one.test',
    path: '/v1/key',
    status: 401,
    sentBytes: 0,
    receivedBytes: 50,
    count: 3,
    lastMs: AT,
  },
};
const line = (activity: Activity | undefined) => ({ n: 1, id: 'a', activity });

describe('a file', () => {
  it('of values parted by commas has a head, and no cell that a table program would run', async () => {
    const text = (await toCsv([line(sent), line(undefined)])).join('');
    const [head, row, ...rest] = text.split('\r\n');
    expect(head).toMatch(/^record,number,time,what,sentence,provider,key,/);
    expect(row).toContain('this vault,7,2026-11-21T12:00:00.000Z,request,');
    expect(row).toContain(`"'=1+1, ""mine"""`);
    expect(row).toContain('GET,api.one.test,/v1/key,401,3,');
    expect(rest).toEqual(['']);
  });

  it('tells lines of another vault apart', async () => {
    const from = { vaultId: 'ab12', madeAtMs: AT };
    const lines = [line(sent), { ...line(sent), from }];
    const [, ours, theirs] = (await toCsv(lines)).join('').split('\r\n');
    expect(ours).toMatch(/^this vault,7,.*,ab,,$/);
    expect(theirs).toMatch(/^from a backup,7,.*,ab,ab12,2026-11-21T12:00:00.000Z$/);
    expect(JSON.parse((await toJson(lines)).join(''))).toEqual([sent, { ...sent, fromBackup: from }]);
  });

  it('of JSON is what the record holds', async () => {
    expect(JSON.parse((await toJson([line(sent), line(sent)])).join(''))).toEqual([sent, sent]);
    expect(JSON.parse((await toJson([])).join(''))).toEqual([]);
  });
});

describe('a filter', () => {
  const fits = (over: object, activity: Activity | undefined = sent) =>
    toMatch({ ...NO_FILTER, ...over })(activity);

  it('narrows by words in any order, kind, key and host', () => {
    expect(fits({ text: '401 ONE.test' })).toBe(true);
    expect(fits({ text: '401 two.test' })).toBe(false);
    expect(fits({ group: 'requests' })).toBe(true);
    expect(fits({ group: 'vault' })).toBe(false);
    expect(fits({ keyId: 'k1', host: 'api.one.test' })).toBe(true);
    expect(fits({ keyId: 'k2' })).toBe(false);
    expect(fits({ host: 'two.test' })).toBe(false);
  });

  it('shows damaged lines only where nothing is asked for', () => {
    expect(toMatch(NO_FILTER)(undefined)).toBe(true);
    expect(toMatch({ ...NO_FILTER, text: 'a' })(undefined)).toBe(false);
  });

  it('knows where a period begins', () => {
    const now = new Date(2026, 10, 21, 15);
    expect(fromMsOf('all', now)).toBeUndefined();
    expect(fromMsOf('today', now)).toBe(new Date(2026, 10, 21).getTime());
    expect(fromMsOf('7', now)).toBe(new Date(2026, 10, 14).getTime());
  });
});

describe('words', () => {
  it.each(WHATS)('say what “%s” is', (what) => {
    const sentence = sentenceOf({ ...sent, what, count: 2, keyName: 'Mine' });
    expect(sentence).toMatch(/^[A-Z0-9]/);
    expect(sentence).not.toMatch(/undefined|-opened|-added/);
  });

  it('of days and sizes are short', () => {
    const now = new Date(2026, 10, 21, 15).getTime();
    expect(dayOf(now, now)).toBe('Today');
    expect(dayOf(new Date(2026, 10, 20, 23, 59).getTime(), now)).toBe('Yesterday');
    expect(dayOf(new Date(2026, 10, 1).getTime(), now)).toBe('Sunday, November 1, 2026');
    expect([0, 999, 1_500, 99_999, 2_500_000].map(sizeOf)).toEqual([
      '0 B',
      '999 B',
      '1.5 KB',
      '100 KB',
      '2.5 MB',
    ]);
  });
});
