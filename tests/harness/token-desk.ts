/** Where whoever finds a token may end it: nobody signs in for it, and nothing may stand beside the list of tokens. */
import { type Desk, newDesk } from './desk';
import { bearerOf, type Said } from './stand-ins/shape';

export const newTokenDesk = (place: string, wrong: Said): Desk =>
  newDesk({
    keys: [],
    identity: (fields) => fields.apiKey,
    presented: bearerOf,
    good: () => ({}),
    wrong,
    refusal: { status: 422, body: { message: 'Validation Failed' } },
    end: {
      whose: ({ method, path, body }) =>
        method === 'POST' && path === place ? String(JSON.parse(body).credentials) : undefined,
      fault: ({ headers, body }) =>
        headers.authorization === undefined && /^\{"credentials":\["[\w-]+"\]\}$/.test(body)
          ? undefined
          : { status: 403, body: { message: 'Must not be authenticated' } },
      told: { status: 202, body: {} },
    },
  });
