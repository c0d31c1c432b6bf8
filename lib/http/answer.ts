import { type Bytes, concat, fromUtf8 } from '../core/bytes';
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

/** The bytes of a reply, read under a cap. */
export async function readBytes(response: Response, maxBytes: number): Promise<Bytes> {
  if (!response.body) return new Uint8Array(0);
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
  return concat(...parts);
}

const readText = async (response: Response, maxBytes: number): Promise<string> =>
  decode(await readBytes(response, maxBytes));

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
