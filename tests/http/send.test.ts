import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../../lib/core/exchange';
import { ProblemError, problem } from '../../lib/core/problem';
import { fetchFile, type Leash, leashedFetch } from '../../lib/http/send';

const SECRET = 'sk-secret/with+signs==';
const sent = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

const leash = (over: Partial<Leash> = {}): Leash => ({
  origins: ['https://api.one.test'],
  secrets: [SECRET],
  signal: new AbortController().signal,
  assertMaySend: () => {},
  ...over,
});

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'sent',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

beforeEach(() => {
  sent.mockReset();
  sent.mockImplementation(async () => new Response('{}'));
  vi.stubGlobal('fetch', sent);
});

describe('a request that carries a secret', () => {
  it('goes without cookies, redirects, referrer and cache', async () => {
    await leashedFetch(leash())('https://api.one.test/v1/models', { headers: { authorization: SECRET } });
    expect(sent.mock.calls[0]?.[1]).toMatchObject({
      method: 'GET',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: { authorization: SECRET },
    });
  });

  it.each([
    ['another host', 'https://api.two.test/'],
    ['a host that only begins alike', 'https://api.one.test.evil.test/'],
    ['another port', 'https://api.one.test:8443/'],
    ['a plain connection', 'http://api.one.test/'],
    ['a name in the address', 'https://user:word@api.one.test/'],
    ['no address at all', 'https://'],
  ])('never goes to %s', async (_what, url) => {
    await expect(leashedFetch(leash())(url)).rejects.toThrow();
    expect(sent).not.toHaveBeenCalled();
  });

  it.each([
    ['raw', `https://api.one.test/?key=${SECRET}`],
    ['encoded', `https://api.one.test/?key=${encodeURIComponent(SECRET)}`],
  ])('never has the secret in its address, %s', async (_how, url) => {
    expect(await codeOf(leashedFetch(leash())(url))).toBe('secret-misplaced');
    expect(sent).not.toHaveBeenCalled();
  });

  it('never has the secret in its body', async () => {
    const request = leashedFetch(leash())('https://api.one.test/', {
      method: 'POST',
      body: `{"k":"${SECRET}"}`,
    });
    expect(await codeOf(request)).toBe('secret-misplaced');
    expect(sent).not.toHaveBeenCalled();
  });

  it('is not sent when the vault was locked in the same tick', async () => {
    const locked = leash({
      assertMaySend: () => {
        throw new ProblemError(problem('locked'));
      },
    });
    expect(await codeOf(leashedFetch(locked)('https://api.one.test/'))).toBe('locked');
    expect(sent).not.toHaveBeenCalled();
  });

  it('is not sent once it was cancelled', async () => {
    const control = new AbortController();
    control.abort();
    await expect(leashedFetch(leash({ signal: control.signal }))('https://api.one.test/')).rejects.toThrow();
    expect(sent).not.toHaveBeenCalled();
  });
});

describe('a failed request', () => {
  it('says only that there was no connection, and quotes nothing', async () => {
    sent.mockRejectedValue(new TypeError(`failed for ${SECRET}`));
    const error = await leashedFetch(leash())('https://api.one.test/', {
      method: 'POST',
      headers: { authorization: SECRET },
      body: 'a private prompt',
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: { code: 'no-connection' } });
    expect(`${JSON.stringify(error)} ${String(error)}`).not.toMatch(/sk-secret|private prompt/);
  });

  it('tells a time limit, a cancellation and a lock apart', async () => {
    for (const [reason, code] of [
      [new DOMException('late', 'TimeoutError'), 'timed-out'],
      [new DOMException('stop', 'AbortError'), 'cancelled'],
      [new ProblemError(problem('locked')), 'locked'],
    ] as const) {
      const control = new AbortController();
      sent.mockImplementation(async () => {
        control.abort(reason);
        throw reason;
      });
      expect(await codeOf(leashedFetch(leash({ signal: control.signal }))('https://api.one.test/'))).toBe(
        code,
      );
    }
  });
});

describe('a file whose address stood in a reply', () => {
  const { signal } = new AbortController();
  const address = 'https://files.one.test/a.glb?Signature=1';

  it('is fetched with nothing of ours, and its rest only if it is still the same', async () => {
    await fetchFile(address, ['https://files.one.test'], signal);
    await fetchFile(address, ['https://files.one.test'], signal, { fromByte: 65_536, etag: '"one"' });
    const [whole, rest] = sent.mock.calls.map(([, init]) => init);
    expect(whole).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' });
    expect(whole?.headers).toBeUndefined();
    expect(rest).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' });
    expect(rest?.headers).toEqual({ range: 'bytes=65536-', 'if-range': '"one"' });
  });

  it('tells of itself as it leaves, without its query, and of what came as it comes', async () => {
    const told: Exchange[] = [];
    const onSend = (exchange: Exchange) => void told.push(exchange);
    sent.mockImplementation(async () => {
      expect(told).toMatchObject([
        { host: 'files.one.test', path: '/a.glb', isFile: true, receivedBytes: 0 },
      ]);
      return new Response('12345', { status: 206 });
    });
    const response = await fetchFile(address, ['https://files.one.test'], signal, undefined, onSend);
    expect([response.status, told[0]?.status, told[0]?.receivedBytes]).toEqual([206, 206, 0]);
    expect(await response.text()).toBe('12345');
    expect(told[0]?.receivedBytes).toBe(5);
    expect(JSON.stringify(told)).not.toContain('Signature');
  });

  it('is not fetched from anywhere else', async () => {
    expect(await codeOf(fetchFile(address, ['https://files.two.test'], signal))).toBe('address-refused');
    expect(sent).not.toHaveBeenCalled();
  });
});
