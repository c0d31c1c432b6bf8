/** The watchman is watched: each promise is broken once on purpose, and must be seen. */
import { request } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faultNames, faultOf } from './faults';
import { reachOnly } from './node-network';
import { type Server, startServer } from './server';

let server: Server;
let putBack: () => void;

beforeAll(async () => {
  server = await startServer();
  putBack = reachOnly(server);
});
afterEach(() => server.violations.length && (server.violations as unknown[]).splice(0));
afterAll(async () => {
  putBack();
  await server.close();
});

const KEY = 'https://openrouter.ai/api/v1/key';
const ask = (url: string, secret: string, init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { authorization: `Bearer ${secret}`, ...init.headers } });
const good = () => server.credential('openrouter').apiKey ?? '';
const kinds = () => server.violations.map((violation) => violation.kind);

describe('what it plays', () => {
  it('answers each credential as its case does', async () => {
    expect((await ask(KEY, good())).status).toBe(200);
    expect((await ask(KEY, 'sk-or-v1-nobody')).status).toBe(401);
    expect((await fetch(KEY)).status).toBe(401);
    expect(server.heard.slice(-3).map((call) => call.answeredBy)).toEqual(['good', 'wrong', 'missing']);
    expect(() => server.assertClean()).not.toThrow();
  });

  it.each(faultNames)('plays %s', async (name) => {
    // Only a fault that says nothing is waited out; ten megabytes take a busy machine more than a second.
    const signal = AbortSignal.timeout(faultOf(name).isSilent ? 1_000 : 20_000);
    const secret = server.credential('openrouter', name).apiKey ?? '';
    const outcome = await ask(KEY, secret, { signal, redirect: 'manual' })
      .then(async (response) => {
        if (name === 'endless') await response.body?.cancel();
        else await response.text();
        return response.status;
      })
      .catch((error: unknown) => (signal.aborted ? 'timeout' : (error as Error).name));
    expect(outcome).toBe(OUTCOMES[name]);
    expect(server.violations).toEqual([]);
  });
});

const OUTCOMES = {
  down: 500,
  overloaded: 503,
  busy: 429,
  'busy-with-wait': 429,
  portal: 200,
  garbage: 200,
  empty: 200,
  'wrong-object': 200,
  'wrong-list': 200,
  'wrong-text': 200,
  'wrong-null': 200,
  huge: 200,
  endless: 200,
  slow: 'timeout',
  stalled: 'timeout',
  cut: 'TypeError',
  'cut-in-body': 'TypeError',
  redirect: 302,
};

describe('what it sees', () => {
  it('a secret at a host that is not its own', async () => {
    const secret = good();
    await stray(STRANGER, { 'x-note': `Basic ${btoa(`me:${secret}`)}` });
    expect(kinds()).toEqual(['undeclared-host', 'secret-elsewhere']);
  });

  it.each([
    ['plain', (secret: string) => secret],
    ['encoded', (secret: string) => encodeURIComponent(`${secret}+`)],
    ['base64', (secret: string) => btoa(`x${secret}`)],
    ['base64url', (secret: string) => Buffer.from(`ab${secret}`).toString('base64url')],
    ['hex', (secret: string) => Buffer.from(secret).toString('hex')],
  ])('a secret in an address, %s', async (_name, form) => {
    await ask(`${KEY}?k=${form(good())}`, good());
    expect(kinds()).toContain('secret-in-url');
    expect(() => server.assertClean()).toThrow('secret-in-url');
  });

  it('and names no secret when it says so', async () => {
    const secret = good();
    await ask(`${KEY}?k=${secret}`, secret);
    expect(JSON.stringify(server.violations)).not.toContain(secret);
  });

  it('a text that belongs to nobody', async () => {
    server.mayReachNobody('correct horse battery staple');
    await ask(KEY, good(), { headers: { 'x-note': 'correct horse battery staple' } });
    expect(kinds()).toEqual(['secret-elsewhere']);
  });

  it('a cookie, a write, a path that is not on the sheet, a preflight', async () => {
    await ask(KEY, good(), { headers: { cookie: 'a=b' } });
    await ask(KEY, good(), { method: 'POST' });
    await ask('https://openrouter.ai/api/v1/nowhere', good());
    await ask(KEY, good(), { method: 'OPTIONS' });
    expect(kinds()).toEqual(['cookie', 'writes', 'unlisted-path', 'preflight', 'writes']);
  });

  it.each<[string, (url: string, secret: string) => Promise<unknown>]>([
    ['in its header', (url, secret) => fetch(url, { headers: { authorization: `Key ${secret}` } })],
    ['in another header', (url, secret) => fetch(url, { headers: { 'x-note': btoa(secret) } })],
    ['in the address', (url, secret) => fetch(`${url}?key=${encodeURIComponent(secret)}`)],
    ['in a body', (url, secret) => fetch(url, { method: 'POST', body: `{"key":"${secret}"}` })],
    ['that nobody issued', (url) => fetch(url, { headers: { authorization: 'Bearer nobody' } })],
  ])('a key where only files lie, %s', async (_where, send) => {
    await send(await madeFile(), server.credential('fal').apiKey ?? '');
    expect(kinds()).toContain('key-at-files');
    expect(() => server.assertClean()).toThrow('key-at-files');
  });

  it('but not a file that is fetched by its link, and one that never was', async () => {
    const url = await madeFile();
    expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg');
    expect(server.violations).toEqual([]);
    expect((await fetch(`${url}x`)).status).toBe(404);
    expect(kinds()).toEqual(['unlisted-path']);
  });

  it('a host that nobody declared, and answers nothing there', async () => {
    expect(await stray(STRANGER, {})).toBe('no answer');
    expect(kinds()).toEqual(['undeclared-host']);
  });

  it('a plain request, and one for a socket', async () => {
    await fetch(`http://127.0.0.1:${server.port}/`, { headers: { host: STRANGER } }).catch(() => undefined);
    await stray(STRANGER, { connection: 'Upgrade', upgrade: 'websocket' });
    expect(kinds()).toEqual(['not-https', 'websocket']);
  });

  it('a redirect that was followed', async () => {
    const secret = server.credential('openrouter', 'redirect').apiKey ?? '';
    await expect(ask(KEY, secret)).rejects.toThrow();
    expect(kinds()).toEqual(['redirect-followed']);
  });
});

/** The link of a picture that was really made. */
async function madeFile(): Promise<string> {
  const headers = {
    authorization: `Key ${server.credential('fal').apiKey}`,
    'content-type': 'application/json',
  };
  const ask = async (url: string, init: RequestInit = {}) => (await fetch(url, { ...init, headers })).json();
  const submitted = await ask('https://queue.fal.run/fal-ai/flux/schnell', {
    method: 'POST',
    body: '{"prompt":"A kettle"}',
  });
  await ask(submitted.status_url);
  const { images } = await ask(submitted.response_url);
  return images[0].url;
}

const STRANGER = 'stranger.firekeep.test';

/** Past the certificate, which does not name the stranger. */
const stray = (host: string, headers: Record<string, string>): Promise<string> =>
  new Promise((resolve) => {
    const options = { host: '127.0.0.1', port: server.port, rejectUnauthorized: false };
    const call = request({ ...options, headers: { ...headers, host } }, () => resolve('an answer'));
    call.on('error', () => resolve('no answer'));
    call.end();
  });
