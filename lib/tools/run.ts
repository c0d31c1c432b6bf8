/** Runs what a model asked for. Its arguments may be anything: they are parsed, and a tool reaches nothing else. */
import { toProblem } from '../core/problem';
import { z } from '../core/zod';
import type { ToolCall } from '../providers/makes';
import { calculate } from './calculate';
import { now } from './now';
import { readPage } from './page';
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
const nothing = z.object({});

export async function runTool(call: ToolCall, lends: Lends): Promise<Said> {
  try {
    return { content: await answer(call, lends), isError: false };
  } catch (error) {
    return { content: `It did not work: ${toProblem(error).code}.`, isError: true };
  }
}

async function answer({ name, args }: ToolCall, lends: Lends): Promise<string> {
  const given: unknown = JSON.parse(args === '' ? '{}' : args);
  switch (name) {
    case READ_PAGE:
      nothing.parse(given);
      return readPage();
    case MAKE_IMAGE:
      return lends.makeImage(z.object({ prompt: text }).parse(given).prompt);
    case CALCULATE:
      return calculate(z.object({ expression: text }).parse(given).expression);
    case NOW:
      return now(z.object({ timeZone: z.optional(text) }).parse(given).timeZone);
    default:
      return `There is no tool ${name}.`;
  }
}
