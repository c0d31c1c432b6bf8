/**
 * Keys and files may be called otherwise here. Their ids are 128 random bits, so a text that is one of them, wherever
 * it stands in a row, means it.
 */
export type Names = ReadonlyMap<string, string>;

export function renamed(value: unknown, names: Names): unknown {
  if (names.size === 0) return value;
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((part) => renamed(part, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [names.get(name) ?? name, renamed(part, names)]),
  );
}
