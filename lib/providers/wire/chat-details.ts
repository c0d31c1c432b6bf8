/** Reasoning in its structured form: shown as text, and kept whole, because it goes back unchanged. */
import type { Json } from '../makes';
import { asArray, asRecord, asText, type Json as Unread } from './read';

/** Members that come bit by bit; any other is told once and kept as it was told last. */
const GROWING = ['text', 'summary', 'data'] as const;

export class Details {
  readonly #entries: Record<string, Json>[] = [];

  take(fragments: unknown): void {
    for (const fragment of asArray(fragments) ?? []) {
      const record = asRecord(fragment);
      if (record) this.#takeOne(record);
    }
  }

  #takeOne(fragment: Unread): void {
    const last = this.#entries.at(-1);
    if (!last || last.index !== fragment.index || last.type !== fragment.type || isOther(last, fragment)) {
      this.#entries.push({ ...(fragment as Record<string, Json>) });
      return;
    }
    for (const [name, value] of Object.entries(fragment))
      if (value !== null && value !== undefined) last[name] = grown(name, last[name], value);
  }

  done(): readonly Json[] {
    return this.#entries;
  }
}

const isOther = (last: Unread, next: Unread): boolean =>
  typeof next.id === 'string' && typeof last.id === 'string' && next.id !== last.id;

const grown = (name: string, before: unknown, value: unknown): Json =>
  GROWING.some((growing) => growing === name) && typeof before === 'string' && typeof value === 'string'
    ? before + value
    : (value as Json);

/** What of it a person may read. */
export const readable = (fragments: unknown): string =>
  (asArray(fragments) ?? [])
    .map((fragment) => asText(asRecord(fragment)?.text) ?? asText(asRecord(fragment)?.summary) ?? '')
    .join('');
