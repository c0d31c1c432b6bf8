import { type Answer, readAnswer } from '../../http/answer';
import type { Call, CallInit } from '../shape';

/** One request that changes something at the provider, never tried again, and billed to nobody. */
export const once = async (call: Call, url: string, init: CallInit): Promise<Answer> =>
  readAnswer(
    await call.fetch(url, {
      ...init,
      isFree: true,
      headers: { accept: 'application/json', ...init.headers },
    }),
  );

export const postJson = (headers: Readonly<Record<string, string>>, body: unknown): CallInit => ({
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
