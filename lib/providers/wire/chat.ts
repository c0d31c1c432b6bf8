/** Chat completions: one protocol, spoken with many accents. A service's own file says which is its. */
import type { Failed, MakeCall, TextDone, TextInput } from '../makes';
import { bearer } from './ask';
import { type Asking, bodyOf } from './chat-body';
import { type Reading, readChat } from './chat-reader';

export interface Dialect extends Asking, Reading {
  readonly url: string;
}

export async function chat(dialect: Dialect, input: TextInput, call: MakeCall): Promise<TextDone | Failed> {
  const response = await call.fetch(dialect.url, {
    method: 'POST',
    headers: {
      ...bearer(call.secret.apiKey ?? ''),
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify(bodyOf(dialect, input)),
  });
  return readChat(response, call, dialect);
}
