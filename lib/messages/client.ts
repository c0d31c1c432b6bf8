import { browser } from 'wxt/browser';
import { fail, ProblemError } from '../core/problem';
import { z } from '../core/zod';
import type { Contract, Envelope } from './contract';

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    problem: z.object({
      code: z.string(),
      values: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
    }),
  }),
]);

/** Asks the background. A refusal comes back as a thrown ProblemError. */
export async function ask<In, Out>(contract: Contract<In, Out>, input: In): Promise<Out> {
  const envelope: Envelope = { firekeep: contract.name, input };
  const reply = replySchema.safeParse(await send(envelope));
  if (!reply.success) return fail('no-answer');
  if (!reply.data.ok) {
    const { code, values } = reply.data.problem;
    throw new ProblemError(values ? { code, values } : { code });
  }
  const value = contract.output.safeParse(reply.data.value);
  return value.success ? value.data : fail('answer-malformed');
}

/** The worker may be stopped in mid-answer, or replaced by an update: the channel then just closes. */
async function send(envelope: Envelope): Promise<unknown> {
  try {
    return await browser.runtime.sendMessage(envelope);
  } catch {
    return fail(browser.runtime?.id ? 'no-answer' : 'extension-updated');
  }
}
