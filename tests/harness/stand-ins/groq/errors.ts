/** How this service refuses, by the names that scripts call it. */
import type { Said } from '../shape';

export const wrapped = (
  status: number,
  message: string,
  type: string,
  code: string | undefined,
  more: { readonly headers?: Readonly<Record<string, string>>; readonly members?: object } = {},
): Said => ({
  status,
  headers: { 'x-request-id': 'req_01', vary: 'origin', ...more.headers },
  body: { error: { message, type, ...(code ? { code } : {}), ...more.members }, a_field_of_tomorrow: [] },
});

const invalid = (status: number, message: string, code?: string) =>
  wrapped(status, message, 'invalid_request_error', code);
/** The requests of a day and the tokens of a minute. */
const limits = (requests: string, tokens: string) => ({
  'x-ratelimit-limit-requests': '1000',
  'x-ratelimit-remaining-requests': requests,
  'x-ratelimit-reset-requests': '2h9m59.56s',
  'x-ratelimit-limit-tokens': '8000',
  'x-ratelimit-remaining-tokens': tokens,
  'x-ratelimit-reset-tokens': '7.66s',
});
const limited = (message: string, type: string, headers: Record<string, string>) =>
  wrapped(429, message, type, 'rate_limit_exceeded', { headers });

export const groqErrors = {
  'bad-request': invalid(400, "'messages' : for 'role:user' the following must be satisfied"),
  'too-long': invalid(400, 'Please reduce the length of the messages.', 'context_length_exceeded'),
  'wrong-key': invalid(401, 'Invalid API Key', 'invalid_api_key'),
  suspended: invalid(400, 'Organization has been restricted.', 'organization_restricted'),
  forbidden: wrapped(403, 'Not available for your plan', 'permissions_error', 'not_available_for_plan'),
  'model-gone': invalid(404, 'The model `llama-of-yesterday` does not exist.', 'model_not_found'),
  // Called a rate, but it never fits.
  'too-large': wrapped(
    413,
    'Request too large for model on tokens per minute (TPM): Limit 8000, Requested 9000',
    'tokens',
    'rate_limit_exceeded',
  ),
  tokens: limited(
    'Rate limit reached on tokens per minute (TPM). Please try again in 7.66s.',
    'tokens',
    limits('998', '0'),
  ),
  told: limited('Rate limit reached. Please try again in 7.66s.', 'requests', { 'retry-after': '3' }),
  sentence: limited('Rate limit reached. Please try again in 1m7.66s.', 'tokens', {}),
  day: limited(
    'Rate limit reached for the model on requests (RPD): Limit 1000, Used 1000.',
    'requests',
    limits('0', '8000'),
  ),
  'tokens-of-a-day': limited(
    'Rate limit reached on tokens per day (TPD). Please try again in 12m3s.',
    'tokens',
    {},
  ),
  'broken-call': wrapped(400, 'Failed to call a function.', 'invalid_request_error', 'tool_use_failed', {
    members: { failed_generation: '<function=f{"a": 1</function>' },
  }),
  flex: wrapped(498, 'Flex capacity exceeded', 'capacity_exceeded', 'capacity_exceeded'),
  server: wrapped(500, 'Internal Server Error', 'internal_server_error', undefined),
  busy: wrapped(503, 'Service unavailable', 'service_unavailable', undefined),
  page: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><title>Bad gateway</title></html>',
  },
} as const satisfies Readonly<Record<string, Said>>;
