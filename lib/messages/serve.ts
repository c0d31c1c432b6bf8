/**
 * The background's ear. Default is no: a message must come from one of our own pages, be known by name, be
 * allowed from that very page, and have the declared form. The reply is cut to its declared form too.
 */
import { type Browser, browser } from 'wxt/browser';
import { type Problem, problem, toProblem } from '../core/problem';
import type { HasSecret } from '../core/secret';
import { z } from '../core/zod';
import { type Contract, everyPage, type Page } from './contract';

export interface Handler {
  readonly contract: Contract<never, unknown>;
  readonly handle: (input: never, from: Page) => Promise<unknown>;
}

type Refusal<Reply> = HasSecret<Reply> extends true ? ['a reply may not carry a secret'] : [];

/** Pairs a contract with what answers it. A handler whose reply holds a secret does not compile. */
export function answer<In, Out, Reply extends Out>(
  contract: Contract<In, Out>,
  handle: (input: In, from: Page) => Promise<Reply>,
  ..._refusal: Refusal<Reply>
): Handler {
  return { contract, handle } as unknown as Handler;
}

/** For a contract whose answer has nothing to tell but that it is done. */
export async function done(work: Promise<unknown>): Promise<Record<string, never>> {
  await work;
  return {};
}

/** The one exception, named so that it can be counted: a test fails at a second use. */
export function answerWithSecret<In, Out>(
  contract: Contract<In, Out>,
  handle: (input: In, from: Page) => Promise<Out>,
): Handler {
  return { contract, handle } as unknown as Handler;
}

type Reply = { ok: true; value: unknown } | { ok: false; problem: Problem };
type Sender = Pick<Browser.runtime.MessageSender, 'id' | 'url' | 'frameId'>;

const envelopeSchema = z.object({ firekeep: z.string(), input: z.unknown() });

export function serve(handlers: readonly Handler[], toProblemAtEdge = toProblem): void {
  const byName = new Map(handlers.map((handler) => [handler.contract.name, handler]));
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: Sender, respond: (reply: Reply) => void) => {
      reply(byName, message, sender)
        .catch((error: unknown) => ({ ok: false as const, problem: toProblemAtEdge(error) }))
        .then(respond);
      return true;
    },
  );
}

async function reply(byName: Map<string, Handler>, message: unknown, sender: Sender): Promise<Reply> {
  const from = pageOf(sender);
  if (!from) return refuse('sender-refused');
  const envelope = envelopeSchema.safeParse(message);
  const handler = envelope.success ? byName.get(envelope.data.firekeep) : undefined;
  if (!envelope.success || !handler) return refuse('message-unknown');
  if (!handler.contract.from.includes(from)) return refuse('sender-refused');
  const input = handler.contract.input.safeParse(envelope.data.input);
  if (!input.success) return refuse('message-malformed');
  const value = handler.contract.output.safeParse(await handler.handle(input.data as never, from));
  return value.success ? { ok: true, value: value.data } : refuse('answer-malformed');
}

const refuse = (code: string): Reply => ({ ok: false, problem: problem(code) });

/** Ours means: our id, and exactly the address of one of our pages (a fragment is the page's own business). */
export function pageOf(sender: Sender): Page | undefined {
  if (sender.id !== browser.runtime.id || !sender.url || (sender.frameId ?? 0) !== 0) return undefined;
  const address = sender.url.split('#')[0];
  return everyPage.find((page) => browser.runtime.getURL(`/${page}.html`) === address);
}
