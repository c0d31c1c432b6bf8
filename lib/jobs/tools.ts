/** Tools between two requests of one turn: which of them ask first, and what they answer. */
import { toHex, utf8 } from '../core/bytes';
import { fail, problem } from '../core/problem';
import type { ToolCall } from '../providers/makes';
import { runTool } from '../tools/run';
import { alwaysAsks, READ_PAGE } from '../tools/specs';
import type { OpenVault } from '../vault/session';
import type { Held } from './held';
import { makeImageFor } from './own-image';
import type { Round } from './record';
import { readChain } from './turns';
import { toReader } from './working';

const MOST_ROUNDS = 8;

/** A page's words can steer a model: once they are in a conversation, every tool asks. */
export async function asksOf(held: Held, open: OpenVault, calls: readonly ToolCall[]): Promise<ToolCall[]> {
  // An earlier turn may have read one after this one was asked for.
  const chain = calls.length > 0 ? await readChain(toReader(open), held) : [];
  const hasPageText = chain.some(
    ({ request, state }) =>
      request.hasPageText === true ||
      state.rounds.some(({ results }) => results.some(({ name }) => name === READ_PAGE)),
  );
  // Locked, nobody can look.
  return calls.filter(({ name }) => hasPageText || open.signal.aborted || alwaysAsks(name));
}

/**
 * The places of those that somebody did not allow. What nobody spoke of is not allowed, and one word is for one call,
 * also where a model gives the same id to two.
 */
export function deniedOf(
  calls: readonly ToolCall[],
  asks: readonly ToolCall[],
  said: readonly { readonly id: string; readonly isAllowed: boolean }[],
): number[] {
  const asked = [...asks];
  const words = [...said];
  return calls.flatMap((call, at) => {
    if (asked[0]?.id !== call.id || asked[0].name !== call.name) return [];
    asked.shift();
    const word = words.findIndex(({ id }) => id === call.id);
    const isAllowed = word >= 0 && words.splice(word, 1)[0]?.isAllowed;
    return isAllowed ? [] : [at];
  });
}

export async function runTools(held: Held, open: OpenVault, signal: AbortSignal): Promise<void> {
  const { rounds, deniedAt } = held.state;
  if (rounds.length > MOST_ROUNDS) {
    await held.happen({ is: 'failed', failed: { problem: problem('tool-rounds'), charge: 'none' } });
    return;
  }
  const results: Round['results'] = [];
  for (const [at, call] of (rounds.at(-1)?.calls ?? []).entries()) {
    const said = deniedAt?.includes(at)
      ? { content: 'The person did not allow this.', isError: true }
      : await runAllowed(held, open, call, at, signal);
    // Whatever a tool makes of a lock or a stop, the model is not told of it: it goes on later, or not at all.
    open.assertMaySend();
    results.push({ id: call.id, name: call.name, ...said });
  }
  signal.throwIfAborted();
  await held.happen({ is: 'answered', results });
}

function runAllowed(
  { request, state }: Held,
  open: OpenVault,
  call: ToolCall,
  at: number,
  signal: AbortSignal,
) {
  if (!request.chosen.tools?.includes(call.name))
    return { content: `There is no tool ${call.name}.`, isError: true };
  signal.throwIfAborted();
  open.assertMaySend();
  return runTool(call, {
    makeImage: async (prompt) => {
      const id = await idFor(request.id, state.rounds.length, at);
      return makeImageFor({ open, signal, id, by: request, prompt });
    },
  });
}

/**
 * The same call of the same job always makes the same picture: one that was started is never started twice. It is told
 * by its place, because some models call each of their calls the same.
 */
async function idFor(jobId: string, round: number, at: number): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(`${jobId} ${round} ${at}`));
  return toHex(new Uint8Array(digest)).slice(0, 32) || fail('job-out-of-turn');
}
