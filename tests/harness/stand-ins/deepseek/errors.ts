/** How this service refuses, by the names that scripts call it: wrapped, or a bare sentence. */
import type { Said } from '../shape';

export const wrapped = (
  status: number,
  message: string,
  type = 'invalid_request_error',
  code = 'invalid_request_error',
): Said => ({
  status,
  headers: { vary: 'origin' },
  body: { error: { message, type, param: null, code }, a_field_of_tomorrow: {} },
});

const sentence = (status: number, body: string): Said => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

export const deepseekErrors = {
  'bad-request': wrapped(400, 'messages: invalid type'),
  'bad-request-text': sentence(400, 'Failed to deserialize the JSON body into the target type'),
  'too-long': wrapped(
    400,
    "This model's maximum context length is 1000000 tokens. However, you requested 1000001 tokens.",
  ),
  risk: wrapped(400, 'Content Exists Risk'),
  'model-gone': wrapped(400, 'Model Not Exist'),
  'wrong-key': wrapped(
    401,
    'Authentication Fails, Your api key: ****0000 is invalid',
    'authentication_error',
  ),
  'wrong-key-text': sentence(401, 'Authentication Fails (governor)'),
  'no-credit': wrapped(402, 'Insufficient Balance', 'unknown_error'),
  unprocessable: wrapped(422, 'Invalid parameters'),
  limited: wrapped(429, 'Too many concurrent requests', 'rate_limit_error', 'rate_limit_reached'),
  'limited-text': sentence(429, 'Rate limit reached'),
  server: wrapped(500, 'Internal Server Error', 'server_error', 'internal_error'),
  busy: wrapped(503, 'Service is too busy.', 'service_unavailable_error', 'service_unavailable_error'),
} as const satisfies Readonly<Record<string, Said>>;
