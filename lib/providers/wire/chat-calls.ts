/** Tool calls as they come: whole or in fragments, with index, id, both or neither. */
import type { Json, ToolCall } from '../makes';
import { asArray, asRecord, asText, type Json as Unread } from './read';

interface Open {
  index: number | undefined;
  id: string;
  name: string;
  args: string;
  /** What a service wants back unchanged. */
  more: Json | undefined;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Nine letters and digits: the strictest form that anybody asks for. */
export const newToolId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => LETTERS[byte % LETTERS.length]).join('');

export class Calls {
  readonly #open: Open[] = [];

  /** The `tool_calls` of one delta or of a whole message. */
  take(fragments: unknown): void {
    for (const fragment of asArray(fragments) ?? []) {
      const record = asRecord(fragment);
      if (record) this.#takeOne(record);
    }
  }

  #takeOne(fragment: Unread): void {
    const made = asRecord(fragment.function);
    const id = asText(fragment.id) ?? '';
    const name = asText(made?.name) ?? '';
    const index = typeof fragment.index === 'number' ? fragment.index : undefined;
    const call = this.#find(index, id, name) ?? this.#begin(index);
    call.id ||= id;
    call.name ||= name;
    call.args += textOf(made?.arguments);
    if (fragment.extra_content !== undefined) call.more = { extra_content: fragment.extra_content as Json };
  }

  /** By index, else by id; else a name opens a new one and anything else belongs to the last. */
  #find(index: number | undefined, id: string, name: string): Open | undefined {
    if (index !== undefined) {
      const found = this.#open.findLast((call) => call.index === index);
      // Some count all their calls as the first.
      return found && id && found.id && found.id !== id ? undefined : found;
    }
    if (id) return this.#open.findLast((call) => call.id === id);
    return name ? undefined : this.#open.at(-1);
  }

  #begin(index: number | undefined): Open {
    const call: Open = { index, id: '', name: '', args: '', more: undefined };
    this.#open.push(call);
    return call;
  }

  /** Once the answer is over. One without a name is none. */
  done(): { readonly calls: ToolCall[]; readonly more: Readonly<Record<string, Json>> } {
    const named = this.#open.filter(({ name }) => name);
    for (const call of named) call.id ||= newToolId();
    return {
      calls: named.map(({ id, name, args }) => ({ id, name, args: args.trim() === '' ? '{}' : args })),
      more: Object.fromEntries(named.flatMap(({ id, more }) => (more === undefined ? [] : [[id, more]]))),
    };
  }
}

const textOf = (args: unknown): string =>
  typeof args === 'string' ? args : asRecord(args) ? JSON.stringify(args) : '';
