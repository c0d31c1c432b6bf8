/** JSON: every text in it is a value, called by the way that leads there. */
import type { Entry } from './entry';

/** What holds the name and what the value, in lists of `{ name, value }`. */
const NAMES = ['name', 'key', 'variable', 'service', 'provider', 'label'];
const VALUES = ['value', 'secret', 'token', 'apiKey', 'api_key', 'key', 'password'];
const DEEPEST = 12;

/** Undefined when it is none. */
export function findJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A file that only begins like one is read line by line.
    return undefined;
  }
}

export function* readJson(
  value: unknown,
  way: readonly string[] = [],
  deep = 0,
): Generator<Entry | undefined> {
  if (typeof value === 'string') yield { name: way.join(' '), value };
  else if (typeof value !== 'object' || value === null || deep > DEEPEST) yield undefined;
  else {
    const pair = Array.isArray(value) ? undefined : findPair(value);
    if (pair) yield { name: [...way, pair.name].join(' '), value: pair.value };
    else
      for (const [name, inner] of Object.entries(value))
        yield* readJson(inner, Array.isArray(value) ? way : [...way, name], deep + 1);
  }
}

function findPair(value: object): { readonly name: string; readonly value: string } | undefined {
  const texts = new Map(Object.entries(value).filter(([, inner]) => typeof inner === 'string'));
  const name = NAMES.find((entry) => texts.has(entry));
  const held = VALUES.find((entry) => entry !== name && texts.has(entry));
  return name && held ? { name: String(texts.get(name)), value: String(texts.get(held)) } : undefined;
}
