import { concat, fromUtf8 } from '../core/bytes';
import { fail } from '../core/problem';

/** A whole reply, read under a cap. `json` is undefined when the body is not JSON. */
export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
  readonly json: unknown;
}

const MAX_BYTES = 4 * 1024 * 1024;

export async function readAnswer(response: Response, maxBytes = MAX_BYTES): Promise<Answer> {
  const text = await readText(response, maxBytes);
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    text,
    json: parseJson(text),
  };
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      fail('answer-too-long', { megabytes: maxBytes / 1024 / 1024 });
    }
    parts.push(value);
  }
  return decode(concat(...parts));
}

function decode(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
