/** Every way in which this service says no, by a name for scripts: a code and a sentence, seldom an object. */
import type { Said } from '../shape';

interface Row {
  readonly status: number;
  readonly code: string;
  readonly error: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isWrapped?: true;
  readonly isText?: true;
}

const row = (status: number, code: string, error: string): Row => ({ status, code, error });
const NO_CREDIT =
  'Your team 5ea6f6bd has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.';

const ROWS = {
  'bad-request': row(400, 'invalid-argument', 'Each message must have at least one content element.'),
  unsupported: row(400, 'invalid-argument', 'Model grok-4.6 does not support parameter presencePenalty.'),
  'too-long': row(
    400,
    'invalid-argument',
    "This model's maximum prompt length is 500000 but the request contains 637815 tokens.",
  ),
  'wrong-key': row(
    400,
    'invalid-argument',
    'Incorrect API key provided: xa***yz. Find yours at console.x.ai.',
  ),
  'wrong-key-401': row(401, 'unauthenticated:bad-credentials', 'The credentials are not known.'),
  'no-credit': row(403, 'permission-denied', NO_CREDIT),
  'no-credit-429': row(429, 'Some resource has been exhausted', NO_CREDIT),
  'never-bought': row(
    403,
    'permission-denied',
    "Your newly created team doesn't have any credits or licenses yet. You can purchase those on console.x.ai.",
  ),
  forbidden: row(403, 'permission-denied', 'This API key is not allowed to use this model.'),
  'forbidden-in-words': row(
    403,
    'The caller does not have permission to execute the specified operation',
    'This API key is disabled.',
  ),
  safety: row(
    403,
    'permission-denied',
    'Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO',
  ),
  'model-gone': row(
    404,
    'not-found',
    'The model grok-of-yesterday does not exist or your team does not have access to it.',
  ),
  'model-gone-in-words': row(404, 'Some requested entity was not found', 'The model does not exist.'),
  'no-route': { ...row(404, '', 'Not Found'), isText: true },
  rate: row(
    429,
    'resource-exhausted',
    "Too many requests. Your team's rate limit is 60 requests per minute.",
  ),
  'rate-told': {
    ...row(429, 'Some resource has been exhausted', 'Too many requests for your team.'),
    headers: { 'retry-after': '3' },
  },
  server: row(500, 'internal-error', 'Something went wrong.'),
  wrapped: { ...row(500, 'internal-error', 'Something went wrong.'), isWrapped: true },
  busy: row(503, 'unavailable', 'The service is currently at capacity.'),
  slow: { ...row(504, '', 'upstream request timeout'), isText: true },
} as const satisfies Record<string, Row>;

export type ErrorName = keyof typeof ROWS;
export const errorNames = Object.keys(ROWS) as readonly ErrorName[];

const rowOf = (name: string): Row => {
  const found: Row | undefined = Object.entries(ROWS).find(([known]) => known === name)?.[1];
  if (!found) throw new Error(`no error ${name} on the sheet`);
  return found;
};

const bodyOf = ({ code, error, isWrapped }: Row) =>
  isWrapped ? { error: { message: error, type: code, tomorrow: 1 } } : { code, error, tomorrow: 1 };

export function refusal(name: string): Said {
  const found = rowOf(name);
  return {
    status: found.status,
    headers: { ...(found.isText ? { 'content-type': 'text/plain; charset=utf-8' } : {}), ...found.headers },
    body: found.isText ? found.error : bodyOf(found),
  };
}

export const refuse = (status: number, code: string, error: string): Said => ({
  status,
  body: { code, error },
});

export const errorInside = (name: string): object => bodyOf(rowOf(name));
