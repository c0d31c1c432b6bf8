/** Whether anything that a web page can hear of an address tells it from addresses that nobody has. */
import { randomUUID } from 'node:crypto';
import type { Screen } from '../screen';
import { type Heard, reach } from './ways';

/** A way by which a path of ours is heard otherwise. `heard` begins with ours. */
export interface Sign {
  readonly path: string;
  readonly way: string;
  readonly heard: readonly (string | undefined)[];
}

const AT_ONCE = 40;

/** What is seen at first sight, and again when it is asked alone: a busy machine is no sign. */
export async function signsOf(
  screen: Screen,
  origin: string,
  paths: readonly string[],
  ways?: readonly string[],
): Promise<Sign[]> {
  const first: Sign[] = [];
  const each = ways ? Math.ceil(AT_ONCE / ways.length) : 1;
  for (let at = 0; at < paths.length; at += each)
    first.push(...(await compare(screen, origin, paths.slice(at, at + each), ways)));
  const again: Sign[] = [];
  for (const { path, way } of first) again.push(...(await compare(screen, origin, [path], [way], 5_000)));
  return again;
}

/** Some ways never hear of an address that fails: `patienceMs` is how long they listen. */
export async function compare(
  screen: Screen,
  origin: string,
  paths: readonly string[],
  ways?: readonly string[],
  patienceMs = 1_500,
): Promise<Sign[]> {
  const origins = [origin, ...inventedOrigins(origin)];
  const urls = origins.flatMap((each) => paths.map((path) => `${each}${path}`));
  const heard = await screen.evaluate(reach, { urls, patienceMs, ...(ways ? { ways } : {}) });
  return paths.flatMap((path) =>
    Object.keys(heard[`${origin}${path}`] ?? {}).flatMap((way) => {
      const all = origins.map((each) => anonymous(heard, each, path, way));
      return new Set(all).size > 1 ? [{ path, way, heard: all }] : [];
    }),
  );
}

const anonymous = (heard: Heard, origin: string, path: string, way: string) =>
  heard[`${origin}${path}`]?.[way]?.replaceAll(origin, '(origin)').replaceAll(new URL(origin).host, '(id)');

/** Two, so that what differs between any two strangers is not taken for a sign of us. */
export const inventedOrigins = (origin: string): string[] =>
  origin.startsWith('moz-extension:')
    ? [randomUUID(), randomUUID()].map((id) => `moz-extension://${id}`)
    : [0, 1].map(() => `chrome-extension://${randomId()}`);

const randomId = () =>
  [...randomUUID().replaceAll('-', '')]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');

export const tell = ({ path, way, heard }: Sign): string => `${path} by ${way}: ${heard.join(' | ')}`;
