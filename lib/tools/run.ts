/** Runs what a model asked for. Its arguments may be anything: they are parsed, and a tool reaches nothing else. */
import { fail, toProblem } from '../core/problem';
import { z } from '../core/zod';
import type { ToolCall } from '../providers/makes';
import { calculate } from './calculate';
import { now } from './now';
import { readPage } from './page';
import { say } from './says';
import { CALCULATE, MAKE_IMAGE, NOW, READ_PAGE } from './specs';

export interface Said {
  readonly content: string;
  readonly isError: boolean;
}

/** What a tool needs of the program. */
export interface Lends {
  makeImage(prompt: string): Promise<string>;
}

const text = z.string().check(z.maxLength(4_000));

export async function runTool(call: ToolCall, lends: Lends): Promise<Said> {
  try {
    return { content: await answer(call, lends), isError: false };
  } catch (error) {
    return { content: say(toProblem(error).code), isError: true };
  }
}

async function answer({ name, args }: ToolCall, lends: Lends): Promise<string> {
  switch (name) {
    case READ_PAGE:
      parse(args, z.object({}));
      return readPage();
    case MAKE_IMAGE:
      return lends.makeImage(parse(args, z.object({ prompt: text })).prompt);
    case CALCULATE:
      return calculate(parse(args, z.object({ expression: text })).expression);
    case NOW:
      return now(parse(args, z.object({ timeZone: z.optional(text) })).timeZone);
    default:
      return fail('tool-unknown');
  }
}

function parse<T>(args: string, schema: z.ZodMiniType<T>): T {
  const { success, data } = schema.safeParse(toJson(args));
  return success ? data : fail('tool-args-unfit');
}

function toJson(args: string): unknown {
  try {
    return JSON.parse(args === '' ? '{}' : args);
  } catch {
    return fail('tool-args-broken');
  }
}
