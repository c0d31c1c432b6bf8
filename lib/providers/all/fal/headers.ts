import type { Call } from '../../shape';

/** The word is `Key`; Bearer is refused. */
export const headersOf = (call: Call): Record<string, string> => ({
  authorization: `Key ${call.secret.apiKey ?? ''}`,
  accept: 'application/json',
});
