/** What the picture makers of all stand-ins have in common: how a script is played when one thing is made at the end. */
import { readScript, type Script, type Sending } from './script';
import { bearerOf, type Heard, type Said } from './stand-ins/shape';

/** How often each credential asked for the same: `error=NAMEx2` ends after two. */
const asked = new Map<string, number>();

export interface Play {
  readonly script: Script;
  /** The error of that name, instead of an answer. */
  readonly refusal: Said | undefined;
  /** The error of that name, in the middle of an answer. */
  readonly inside: string | undefined;
}

export function playOf(prompt: string, heard: Heard, errors: Readonly<Record<string, Said>>): Play {
  const script = readScript(prompt);
  const who = `${bearerOf(heard) ?? heard.headers.authorization} ${heard.host} ${prompt}`;
  const times = asked.get(who) ?? 0;
  asked.set(who, times + 1);
  const { error } = script;
  if (!error || times >= script.errorTimes) return { script, refusal: undefined, inside: undefined };
  if (error.at !== undefined) return { script, refusal: undefined, inside: error.name };
  const refusal = errors[error.name];
  if (!refusal) throw new Error(`no error is called ${error.name} here`);
  return { script, refusal, inside: undefined };
}

/** A paid answer as the script wants it to arrive: late, cut in the middle, not at all, or whole. */
export function delivered(said: Said, { dropAt, everyMs, quirks }: Script): Said {
  const paid: Said = { ...said, isBilled: true, ...(everyMs ? { afterMs: everyMs } : {}) };
  if (dropAt === 0) return { ...paid, isDropped: true };
  if (quirks.has('html'))
    return { ...paid, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };
  const whole = said.body instanceof Uint8Array ? said.body : Buffer.from(JSON.stringify(said.body));
  const half = whole.slice(0, Math.floor(whole.length / 2));
  if (quirks.has('truncated')) return { ...paid, body: half.toString() };
  if (dropAt === undefined) return paid;
  const stream = async (sending: Sending) => {
    await sending.write(half);
    sending.drop();
  };
  return { ...paid, headers: { 'content-type': 'application/json', ...said.headers }, stream };
}

/** Refuses what a service would not know: a field too many is a bug of ours. */
export function strangers(body: object, known: readonly string[]): string[] {
  return Object.keys(body).filter((name) => !known.includes(name));
}

export function jsonOf(heard: Heard): Record<string, unknown> | undefined {
  if (!heard.headers['content-type']?.startsWith('application/json')) return undefined;
  try {
    const body: unknown = JSON.parse(heard.body);
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A picture out of a data URL: whole base64 of a known kind, or none. */
export function pictureIn(url: unknown): Uint8Array | undefined {
  const found = /^data:image\/(png|jpeg|webp|gif);base64,([A-Za-z0-9+/]+={0,2})$/.exec(String(url));
  if (!found) return undefined;
  const bytes = Buffer.from(found[2] ?? '', 'base64');
  const isPng = bytes.subarray(1, 4).toString() === 'PNG';
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const isWebp = bytes.subarray(8, 12).toString() === 'WEBP';
  return isPng || isJpeg || isWebp ? bytes : undefined;
}
