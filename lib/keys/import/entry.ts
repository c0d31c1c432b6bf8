/** One thing out of somebody's file: a value, and what it was called there. */
export interface Entry {
  /** As it stood there; empty when the value stood alone. */
  readonly name: string;
  readonly value: string;
}

/** A key is not longer, and what is longer is not looked at. */
export const LONGEST_VALUE = 10_000;
const LONGEST_NAME = 200;

/** `openaiApiKey`, `OPENAI-API-KEY` and `OpenAI API key` are all OPENAI_API_KEY. */
export function toWords(name: string): string[] {
  const parted = name.slice(0, LONGEST_NAME).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return parted
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
}
