/** How this service refuses, in its three envelopes, by the names that scripts call it. */
import type { Said } from '../shape';

const HEADERS = { 'mistral-correlation-id': '01', 'access-control-allow-origin': '*' };

/** As a person reads it; the code is a text or a number. */
export const told = (
  status: number,
  message: string | object,
  type: string,
  code: string | number | null,
  headers: Readonly<Record<string, string>> = {},
): Said => ({
  status,
  headers: { ...HEADERS, ...headers },
  body: { object: 'error', message, type, param: null, code, raw_status_code: status, tomorrow: 1 },
});

export const detailed = (detail: unknown, status = 422): Said => ({
  status,
  headers: HEADERS,
  body: { detail },
});

export const extraForbidden = (loc: readonly (string | number)[]) => ({
  type: 'extra_forbidden',
  loc: ['body', ...loc],
  msg: 'Extra inputs are not permitted',
  input: 'x',
});

export const mistralErrors = {
  extra: detailed([extraForbidden(['store'])]),
  'extra-told': told(
    422,
    { detail: [extraForbidden(['max_completion_tokens'])] },
    'invalid_request_error',
    null,
  ),
  'bad-request': told(400, 'Expected last role User or Tool', 'invalid_request_message_order', '3230'),
  'too-long': told(
    400,
    'Prompt contains 300012 tokens and 0 draft tokens, too large for model with 262144 maximum context length',
    'invalid_request_prompt',
    3051,
  ),
  'wrong-key': detailed('Invalid API Key', 401),
  'no-credit': told(402, 'You cannot be charged.', 'payment_required', null),
  forbidden: told(403, 'Forbidden', 'permission', '1'),
  'model-gone': told(400, 'Invalid model: mistral-of-yesterday', 'invalid_model', '1500'),
  'model-404': told(404, 'No such model', 'not_found', null),
  waits: told(429, 'Requests rate limit exceeded', 'rate_limited', '1300', { 'retry-after': '2' }),
  'waits-by-size': told(429, 'Requests rate limit exceeded', 'rate_limited', '1300', {
    'x-ratelimitbysize-limit-minute': '500000',
    'x-ratelimitbysize-remaining-minute': '0',
    'ratelimitbysize-query-cost': '32016',
    'ratelimitbysize-reset': '29',
  }),
  'full-429': told(
    429,
    'Service tier capacity exceeded for this model.',
    'service_tier_capacity_exceeded',
    '3505',
  ),
  server: told(500, 'Internal server error', 'internal_server_error', 1000),
  busy: told(503, 'Service unavailable.', 'unreachable_backend', '1100'),
} as const satisfies Readonly<Record<string, Said>>;
