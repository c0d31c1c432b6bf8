/** How this service refuses, by the names that scripts call it: bare, where its neighbours wrap. */
import type { Said } from '../shape';

export const bare = (
  status: number,
  message: string,
  type: string,
  code: string | null,
  headers: Readonly<Record<string, string>> = {},
): Said => ({
  status,
  headers: { 'inference-id': 'chatcmpl-1', ...headers },
  body: { message, type, param: null, code, a_field_of_tomorrow: 0 },
});

const invalid = (message: string, code: string | null = null, status = 400) =>
  bare(status, message, 'invalid_request_error', code);
const tooMany = (message: string, headers: Record<string, string>) =>
  bare(429, message, 'too_many_requests_error', 'request_quota_exceeded', headers);

const busy = bare(503, 'The server is overloaded', 'server_error', null);

export const cerebrasErrors = {
  'bad-request': invalid('messages: field required'),
  'too-long': invalid('Please reduce the length of the messages', 'context_length_exceeded'),
  'wrong-key': bare(401, 'Wrong API Key', 'invalid_request_error', 'wrong_api_key'),
  'not-authenticated': { status: 403, body: { detail: 'Not authenticated' } },
  'no-credit': bare(402, 'Payment required', 'payment_required_error', 'payment_required'),
  'model-gone': invalid(
    'Model llama-of-yesterday does not exist or you do not have access to it.',
    'model_not_found',
    404,
  ),
  unprocessable: invalid('body.tools: wrong', null, 422),
  // Seconds with a point, and of two limits only one is used up.
  minute: tooMany('Requests per minute limit exceeded', {
    'x-ratelimit-remaining-requests-day': '71',
    'x-ratelimit-reset-requests-day': '33011.382867',
    'x-ratelimit-remaining-tokens-minute': '0',
    'x-ratelimit-reset-tokens-minute': '11.38',
  }),
  day: tooMany('Requests per day limit exceeded', {
    'x-ratelimit-remaining-requests-day': '0',
    'x-ratelimit-reset-requests-day': '33011.382867',
  }),
  server: bare(500, 'Encountered a server error, please try again.', 'server_error', null),
  busy,
  'busy-wrapped': { status: 503, body: { error: busy.body } },
  page: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><title>Bad gateway</title></html>',
  },
} as const satisfies Readonly<Record<string, Said>>;
