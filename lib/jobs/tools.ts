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

const MOST_ROUNDS = 8;

/** A page's words can steer a model: once they are in a conversation, every tool asks. */
export function asksOf({ request, state }: Held, calls: readonly ToolCall[]): readonly ToolCall[] {
  const hasPageText =
    request.hasPageText === true ||
    state.rounds.some(({ results }) => results.some(({ name }) => name === READ_PAGE));
  return calls.filter(({ name }) => hasPageText || alwaysAsks(name));
}

export async function runTools(held: Held, open: OpenVault, signal: AbortSignal): Promise<void> {
  const { rounds, denied } = held.state;
  if (rounds.length > MOST_ROUNDS) {
    await held.happen({ is: 'failed', failed: { problem: problem('tool-rounds'), charge: 'none' } });
    return;
  }
  const results: Round['results'] = [];
  for (const call of rounds.at(-1)?.calls ?? []) {
    const said = denied?.includes(call.id)
      ? { content: 'The person did not allow this.', isError: true }
      : await runAllowed(held, open, call, signal);
    // Whatever a tool makes of a lock or a stop, the model is not told of it: it goes on later, or not at all.
    open.assertMaySend();
    results.push({ id: call.id, name: call.name, ...said });
  }
  signal.throwIfAborted();
  await held.happen({ is: 'answered', results });
}

function runAllowed({ request }: Held, open: OpenVault, call: ToolCall, signal: AbortSignal) {
  if (!request.chosen.tools?.includes(call.name))
    return { content: `There is no tool ${call.name}.`, isError: true };
  signal.throwIfAborted();
  open.assertMaySend();
  return runTool(call, {
    makeImage: async (prompt) =>
      makeImageFor({ open, signal, id: await idFor(request.id, call.id), by: request, prompt }),
  });
}

/** The same call of the same job always makes the same picture: one that was started is never started twice. */
async function idFor(jobId: string, callId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(`${jobId} ${callId}`));
  return toHex(new Uint8Array(digest)).slice(0, 32) || fail('job-out-of-turn');
}
