/** Requests on their way into the record: what belongs together is one line, what may cost money never is. */
import { describe, expect, it } from 'vitest';
import { merged, toEvents, toSent } from '../../lib/activity/sent';
import type { Exchange } from '../../lib/core/exchange';

const BY = { provider: 'one', keyId: 'k', keyName: 'Mine' };
const exchange = (path: string, over: Partial<Exchange> = {}): Exchange => ({
  atMs: 1,
  method: 'GET',
  host: 'api.one.test',
  path,
  isBilled: false,
  isFile: false,
  sentBytes: 1,
  receivedBytes: 10,
  status: 200,
  ...over,
});
const mergedOf = (...all: readonly Exchange[]) => merged(all.map((one) => toSent(one, BY)));

describe('the lines of a job', () => {
  it('are one for all polls of an address, with the last answer and the sums', () => {
    const polls = [2, 3, 4].map((atMs) => exchange('/tasks/7', { atMs, status: atMs === 4 ? 503 : 200 }));
    expect(mergedOf(exchange('/tasks/7'), ...polls)).toEqual([
      {
        atMs: 1,
        keyId: 'k',
        keyName: 'Mine',
        request: {
          method: 'GET',
          host: 'api.one.test',
          path: '/tasks/7',
          status: 503,
          sentBytes: 4,
          receivedBytes: 40,
          count: 4,
          lastMs: 4,
        },
      },
    ]);
  });

  it('say that the last one had no answer, though one before had', () => {
    const { status: _, ...unanswered } = exchange('/tasks/7', { atMs: 2 });
    expect(mergedOf(exchange('/tasks/7'), unanswered)[0]?.request).not.toHaveProperty('status');
  });

  it('are one for all downloads from a host, by what their paths have in common, and without a key', () => {
    const file = (path: string) => exchange(path, { isFile: true, host: 'files.one.test' });
    const [line, ...more] = mergedOf(file('/a/b/one.glb'), file('/a/b/two.png'), file('/a/c.png'));
    expect(more).toEqual([]);
    expect(line).not.toHaveProperty('keyId');
    expect(line?.request).toMatchObject({ path: '/a/*', count: 3, isFile: true });
  });

  it('are one for each request that may cost money, also between polls', () => {
    const billed = exchange('/make', { method: 'POST', isBilled: true });
    const lines = mergedOf(billed, exchange('/tasks/7'), billed, exchange('/tasks/7'), billed);
    expect(lines.map(({ request }) => [request.path, request.count])).toEqual([
      ['/make', 1],
      ['/tasks/7', 2],
      ['/make', 1],
      ['/make', 1],
    ]);
  });

  it('can be put together again and again, as a row is written again and again', () => {
    const first = mergedOf(exchange('/tasks/7'), exchange('/tasks/7'));
    const again = merged([...first, toSent(exchange('/tasks/7', { atMs: 9 }), BY)]);
    expect(again).toMatchObject([{ request: { count: 3, lastMs: 9, receivedBytes: 30 } }]);
    expect(toEvents(again, BY, 'job')).toMatchObject([{ what: 'request', provider: 'one', jobId: 'job' }]);
  });
});
