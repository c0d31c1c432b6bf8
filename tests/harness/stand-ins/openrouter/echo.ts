/** What a model thought before it called a tool comes back unchanged, or its maker refuses the results. */
import { isDeepStrictEqual } from 'node:util';

interface Message {
  readonly role: string;
  readonly tool_calls?: readonly { readonly id: string }[];
  readonly reasoning_details?: unknown;
}

const thoughtBefore = new Map<string, { readonly model: string; readonly details: readonly object[] }>();

export function keepThought(
  model: string,
  calls: readonly { readonly id: string }[],
  details: readonly object[],
): void {
  for (const { id } of calls) if (details.length) thoughtBefore.set(id, { model, details });
}

/** The words of the maker behind it. A turn of long ago may come without its thoughts, never with changed ones. */
export function echoFault(model: string, messages: readonly Message[]): string | undefined {
  const asked = messages.findLastIndex(({ role }) => role === 'user');
  const lost = messages.findIndex((message, at) => {
    const thought = thoughtBefore.get(message.tool_calls?.[0]?.id ?? '');
    if (thought?.model !== model) return false;
    const mayLack = at < asked && message.reasoning_details === undefined;
    return !mayLack && !isDeepStrictEqual(message.reasoning_details, thought.details);
  });
  return lost < 0
    ? undefined
    : `{"error":{"message":"messages.${lost}: the thoughts before a tool call cannot be modified"}}`;
}
