/** A message is a contract: its name, which pages may send it, what goes in and what comes out. */
import type { z } from '../core/zod';

export type Page = 'options' | 'popup' | 'sidepanel' | 'model';

export const everyPage: readonly Page[] = ['options', 'popup', 'sidepanel', 'model'];

export interface Contract<In, Out> {
  readonly name: string;
  readonly from: readonly Page[];
  readonly input: z.ZodMiniType<In>;
  readonly output: z.ZodMiniType<Out>;
}

export const contract = <In, Out>(declared: Contract<In, Out>): Contract<In, Out> => declared;

/** What travels. Both sides parse it: a reply is no more trusted than a request. */
export interface Envelope {
  readonly firekeep: string;
  readonly input: unknown;
}
