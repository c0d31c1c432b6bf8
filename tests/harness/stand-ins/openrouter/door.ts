/**
 * OpenRouter's page "Authorize" and the exchange behind it, as strict as its documents: a challenge is asked for, a code
 * works once and only with its own verifier, and nobody presents a key there.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Case, HEX, type Heard, letters, type Said } from '../shape';

/** What happens next: on the page, or at the exchange. */
export type Play =
  | 'approved'
  | 'denied'
  | 'without-code'
  | 'other-state'
  | 'other-place'
  | 'expired'
  | 'unknown-code'
  | 'bad-method'
  | 'malformed'
  | 'busy'
  | 'broken'
  | 'no-key'
  | 'dropped';

export interface Door {
  next: Play;
  /** How many keys were made. */
  readonly made: number;
  /** Every key that it can make: the harness must know them as its own. */
  readonly keys: readonly { readonly apiKey: string }[];
  answer(heard: Heard): Said | undefined;
}

const CORS = { 'access-control-allow-origin': '*' };
const refuse = (status: number, message: string): Said => ({
  status,
  headers: CORS,
  body: { error: { message, code: status } },
});

const CALLBACKS = /^https:\/\/([a-p]{32}\.chromiumapp\.org|[0-9a-f]{40}\.extensions\.allizom\.org)\//;

export function newDoor(seed = 'door'): Door {
  const keys = Array.from({ length: 8 }, (_, number) => ({
    apiKey: `sk-or-v1-${letters(`openrouter ${seed} ${number}`, 64, HEX)}`,
  }));
  const challenges = new Map<string, { readonly challenge: string; isUsed: boolean }>();
  const door = { next: 'approved' as Play, made: 0, keys, answer };
  return door;

  function answer(heard: Heard): Said | undefined {
    if (heard.path === '/auth' && heard.method === 'GET') return authorize(heard.query);
    if (heard.path !== '/api/v1/auth/keys') return undefined;
    if (heard.method !== 'POST') return refuse(405, 'Method Not Allowed');
    return heard.headers.authorization === undefined
      ? exchange(heard)
      : refuse(400, 'No key belongs into this exchange');
  }

  function authorize(query: URLSearchParams): Said {
    const callback = query.get('callback_url') ?? '';
    const challenge = query.get('code_challenge') ?? '';
    if (!CALLBACKS.test(callback)) return { status: 400, body: 'Invalid callback_url' };
    if (!/^[\w-]{43}$/.test(challenge) || query.get('code_challenge_method') !== 'S256')
      return { status: 400, body: 'Invalid code_challenge' };
    if ((query.get('key_label') ?? '').length > 100) return { status: 400, body: 'Invalid key_label' };
    const back = new URL(callback);
    if (door.next === 'other-place') back.pathname += '/elsewhere';
    // Nothing is documented of a denial, and the state is not given back then.
    if (door.next === 'denied') back.searchParams.set('error', 'access_denied');
    else {
      const code = `auth_code_${randomBytes(12).toString('hex')}`;
      challenges.set(code, { challenge, isUsed: false });
      if (door.next !== 'without-code') back.searchParams.set('code', code);
      const state = query.get('state');
      if (state !== null) back.searchParams.set('state', door.next === 'other-state' ? `${state}x` : state);
    }
    return { status: 302, headers: { location: back.href }, body: '' };
  }

  function exchange(heard: Heard): Said {
    const { code, code_verifier: verifier, code_challenge_method: method } = parse(heard.body);
    if (!heard.headers['content-type']?.startsWith('application/json') || !code)
      return {
        status: 400,
        headers: CORS,
        body: { success: false, error: { name: 'ZodError', message: '[]' } },
      };
    const play = FAULTS[door.next];
    if (play && door.next !== 'dropped' && door.next !== 'no-key') return play;
    const issued = challenges.get(code);
    if (method !== 'S256') return refuse(400, 'Invalid code_challenge_method');
    if (!issued) return refuse(400, 'Invalid code');
    const challenge = createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url');
    if (issued.isUsed || challenge !== issued.challenge) return refuse(403, 'Invalid code or code_verifier');
    issued.isUsed = true;
    const made = keys[door.made % keys.length];
    door.made += 1;
    // From here on the key is there, whether anybody hears of it or not.
    return play ?? { status: 200, headers: CORS, body: { key: made?.apiKey, user_id: null } };
  }
}

const FAULTS: Partial<Record<Play, Said>> = {
  expired: refuse(403, 'Authorization code expired'),
  'unknown-code': refuse(400, 'Invalid code'),
  'bad-method': refuse(400, 'Invalid code_challenge_method'),
  malformed: {
    status: 400,
    headers: CORS,
    body: { success: false, error: { name: 'ZodError', message: '[]' } },
  },
  busy: refuse(429, 'Rate limit exceeded'),
  broken: { status: 502, headers: CORS, body: '<html><title>Bad gateway</title></html>' },
  'no-key': { status: 200, headers: CORS, body: { user_id: 'user_1' } },
  dropped: { status: 200, isDropped: true },
};

function parse(body: string): Partial<Record<'code' | 'code_verifier' | 'code_challenge_method', string>> {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** Its keys are good ones. */
export const casesOf = (door: Door, answers: Case['answers']): Case[] =>
  door.keys.map((fields, number) => ({
    name: `connected ${number + 1}`,
    fields,
    answers,
    expect: { verdict: 'works' },
  }));
