/** Every way in which this service refuses words, by the name that a script calls it. */
import type { Said } from '../shape';

interface Row {
  readonly status: number;
  readonly message: string;
  readonly code: string | null;
  readonly type?: string;
  readonly param?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A page of the edge instead. */
  readonly html?: string;
}

const row = (status: number, message: string, code: string | null, type?: string): Row => ({
  status,
  message,
  code,
  ...(type ? { type } : {}),
});
const page = (status: number, title: string): Row => ({
  ...row(status, '', null),
  html: `<html><head><title>${title}</title></head></html>`,
});

const ROWS = {
  'unknown-parameter': row(400, "Unknown parameter: 'response_format'.", 'unknown_parameter'),
  'unsupported-parameter': row(
    400,
    "Unsupported parameter: 'temperature' is not supported with this model.",
    'unsupported_parameter',
  ),
  'unsupported-value': row(
    400,
    "Unsupported value: 'none' is not supported with this model.",
    'unsupported_value',
  ),
  'tools-with-reasoning': row(
    400,
    'Function tools with reasoning_effort are not supported for gpt-6-sol.',
    null,
  ),
  'too-long': row(
    400,
    'Your input exceeds the context window of this model. Please adjust your input and try again.',
    'context_length_exceeded',
  ),
  'invalid-prompt': row(
    400,
    'Invalid prompt: your prompt was flagged as potentially violating our usage policy.',
    'invalid_prompt',
  ),
  policy: row(400, 'Your request was rejected by our policy.', 'content_policy_violation'),
  'hard-limit': row(400, 'Billing hard limit has been reached', 'billing_hard_limit_reached'),
  'wrong-key': row(401, 'Incorrect API key provided.', 'invalid_api_key'),
  'missing-scopes': row(
    401,
    'You have insufficient permissions for this operation. Missing scopes: api.responses.write.',
    null,
  ),
  address: row(401, 'Your IP is not authorized for this project.', null),
  'no-organisation': row(401, 'You must be a member of an organization to use the API.', null),
  deactivated: row(401, 'The account of this key has been deactivated.', 'account_deactivated'),
  region: row(
    403,
    'Country, region, or territory not supported',
    'unsupported_country_region_territory',
    'request_forbidden',
  ),
  unverified: row(403, 'Your organization must be verified to use this model.', null),
  'model-gone': row(
    404,
    'The model `gpt-of-yesterday` does not exist or you do not have access to it.',
    'model_not_found',
  ),
  rate: {
    ...row(
      429,
      'Rate limit reached for gpt-6-luna on tokens per min. Please try again in 467ms.',
      'rate_limit_exceeded',
      'tokens',
    ),
    headers: {
      'retry-after-ms': '467',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '6m0s',
    },
  },
  'rate-told': row(
    429,
    'Rate limit reached for gpt-6-luna on requests per min. Please try again in 12s.',
    'rate_limit_exceeded',
    'requests',
  ),
  'no-quota': row(429, 'You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota'),
  'balance-used-up': row(429, 'Your credit balance is used up.', 'credit_balance_exhausted'),
  'billing-off': row(429, 'Your account is not active, please check your billing.', 'billing_not_active'),
  server: row(500, 'The server had an error while processing your request.', null, 'server_error'),
  proxy: page(502, '502 Bad Gateway'),
  busy: row(503, 'The engine is currently overloaded, please try again later.', null, 'server_error'),
  slow: page(504, '504 Gateway Time-out'),
} as const satisfies Record<string, Row>;

export type ErrorName = keyof typeof ROWS;
export const errorNames = Object.keys(ROWS) as readonly ErrorName[];

const rowOf = (name: string): Row => {
  const found: Row | undefined = Object.entries(ROWS).find(([known]) => known === name)?.[1];
  if (!found) throw new Error(`no error ${name} on the sheet`);
  return found;
};

const errorOf = ({ message, type, code, param }: Row) => ({
  message,
  type: type ?? 'invalid_request_error',
  param: param ?? null,
  code,
  a_field_of_tomorrow: 1,
});

const HEADERS = { 'x-request-id': 'req_refused', 'openai-version': '2020-10-01' };

const say = (found: Row): Said =>
  found.html
    ? { status: found.status, headers: { 'content-type': 'text/html' }, body: found.html }
    : { status: found.status, headers: { ...HEADERS, ...found.headers }, body: { error: errorOf(found) } };

export const refusal = (name: string): Said => say(rowOf(name));
export const refuse = (status: number, message: string, code: string | null): Said =>
  say(row(status, message, code));

/** Inside an answer there is no status any more. */
export const errorInside = (name: string): object => errorOf(rowOf(name));
