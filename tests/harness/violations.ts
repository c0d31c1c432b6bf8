/**
 * The promises that a server can watch: a secret goes to its own provider and nowhere else, never in an
 * address, no cookie travels, nobody is called who was not declared.
 */
import type { Heard } from './stand-ins/shape';

export type ViolationKind =
  | 'undeclared-host'
  | 'secret-elsewhere'
  | 'secret-in-url'
  | 'key-at-files'
  | 'cookie'
  | 'writes'
  | 'unlisted-path'
  | 'redirect-followed'
  | 'preflight'
  | 'not-https'
  | 'websocket'
  | 'stand-in-failed';

export interface Violation {
  readonly kind: ViolationKind;
  /** What was asked for, without any secret. */
  readonly what: string;
}

/** Too short to be told from chance: `a` is in every address. */
const SHORTEST = 8;

/** Who may hear which secret; a secret that nobody may hear belongs to nobody. */
export class Secrets {
  readonly #forms = new Map<string, { readonly owner: string; readonly secret: string }>();

  add(owner: string, secrets: readonly string[]): void {
    for (const secret of secrets)
      if (secret.length >= SHORTEST)
        for (const form of formsOf(secret)) this.#forms.set(form, { owner, secret });
  }

  ownersIn(text: string): string[] {
    return [...this.#forms].flatMap(([form, { owner }]) => (text.includes(form) ? [owner] : []));
  }

  /** The text with every secret blotted out, so that a failing test prints none. */
  blot(text: string): string {
    let clean = text;
    for (const form of this.#forms.keys()) clean = clean.replaceAll(form, '***');
    return clean;
  }
}

/** The secret as it may stand in a request: plain, in an address, in base64 at each of its three alignments. */
function formsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret);
  const aligned = [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The first and last letters also carry the neighbours' bits.
    const inner = encoded.slice(shift === 0 ? 0 : shift + 1, Math.floor(((bytes.length + shift) * 8) / 6));
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return new Set([secret, encodeURIComponent(secret), bytes.toString('hex'), ...aligned]);
}

/** Who is called where only files lie: nobody may be told any secret there, its own provider's least of all. */
export const AT_FILES = Symbol('files');

/** What is wrong with this request, whoever answers it. `owner` is the stand-in that was called. */
export function breaches(
  call: Heard,
  address: string,
  owner: string | typeof AT_FILES | undefined,
  secrets: Secrets,
): Violation[] {
  const headers = Object.entries(call.headers).map(([name, value]) => `${name}: ${value}`);
  const whole = [call.host, address, ...headers, call.body].join('\n');
  const found: ViolationKind[] = [];
  const told = secrets.ownersIn(whole);
  if (owner === AT_FILES) {
    // Any authorization: a key that the harness does not know would be as wrong.
    if (told.length > 0 || call.headers.authorization !== undefined) found.push('key-at-files');
  } else if (told.some((name) => name !== owner)) found.push('secret-elsewhere');
  if (secrets.ownersIn(`${address} ${decoded(address)}`).length > 0) found.push('secret-in-url');
  if (call.headers.cookie !== undefined) found.push('cookie');
  if (call.method === 'OPTIONS') found.push('preflight');
  return found.map((kind) => ({ kind, what: secrets.blot(`${call.method} ${call.host}${address}`) }));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
