/** How this service refuses words, by the names that scripts call it. */
import type { Said } from '../shape';

export const wrapped = (
  status: number,
  message: string,
  type = 'invalid_request_error',
  code: string | null = null,
  param: string | null = null,
): Said => ({
  status,
  body: { id: 'oNwnG', error: { message, type, param, code }, a_field_of_tomorrow: 1 },
});

const text = (status: number, body: string): Said => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

export const togetherErrors = {
  'bad-request': wrapped(400, 'Invalid messages', 'invalid_request_error', null, 'messages'),
  'too-long': wrapped(400, 'Input is longer than the maximum context length of the model'),
  'wrong-key': { status: 401, body: { error: { message: 'Unauthorized' } } },
  'wrong-key-told': wrapped(401, 'Invalid API key provided.', 'invalid_request_error', 'invalid_api_key'),
  'key-missing': text(401, 'Missing API key'),
  'no-credit': wrapped(402, 'Credit limit exceeded', 'credit_limit_exceeded'),
  forbidden: wrapped(403, 'This model needs an agreement of your organization'),
  'model-gone': wrapped(
    404,
    'Unable to access model Org/Gone',
    'invalid_request_error',
    'model_not_available',
  ),
  unprocessable: wrapped(422, 'Unprocessable'),
  // Above the rate that is yours at the moment, and below it while the machines are full.
  limited: wrapped(429, 'Request rate above your dynamic rate limit', 'dynamic_request_limited'),
  full: wrapped(503, 'The server is overloaded or not ready yet.', 'service_unavailable'),
  server: wrapped(500, 'Internal server error', 'server_error'),
  slow: wrapped(504, 'Timed out', 'gateway_timeout'),
  page: text(502, '<html><title>Bad gateway</title></html>'),
} as const satisfies Readonly<Record<string, Said>>;
