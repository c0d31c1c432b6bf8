/** How the router refuses, and how those behind it do, by the names that scripts call it. */
import { bare } from '../cerebras/errors';
import type { Said } from '../shape';

const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'X-Request-Id,X-Error-Code,X-Error-Message',
  'x-request-id': 'Root=1-6a2b',
};

/** A sentence instead of an object. */
export const sentence = (
  status: number,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): Said => ({
  status,
  headers: { ...HEADERS, ...headers },
  body: { error, tomorrow: 1 },
});

export const wrapped = (status: number, message: string, type: string, code: string): Said => ({
  status,
  headers: HEADERS,
  body: { error: { message, type, param: 'model', code } },
});

export const notServed = (model: string): Said =>
  wrapped(
    400,
    `The requested model '${model}' is not supported by any provider you have enabled.`,
    'invalid_request_error',
    'model_not_supported',
  );

export const huggingfaceErrors = {
  'bad-request': sentence(400, 'Invalid body'),
  'too-long': wrapped(
    400,
    'This endpoint has a maximum context length of 4096 tokens',
    'upstream',
    'upstream',
  ),
  'wrong-key': sentence(401, 'Invalid username or password.'),
  'no-credit': sentence(
    402,
    'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more.',
  ),
  forbidden: sentence(
    403,
    'This authentication method does not have sufficient permissions to call Inference Providers on behalf of user ember',
  ),
  'model-gone': sentence(404, 'Model not found'),
  'not-served': notServed('openai/gone'),
  unprocessable: sentence(422, 'Template error: roles must alternate'),
  limited: sentence(429, 'Too many requests', { 'retry-after': '5' }),
  upstream: bare(429, 'Too many requests', 'too_many_requests_error', 'request_quota_exceeded'),
  server: sentence(500, 'Internal Server Error'),
  busy: sentence(503, 'Service Unavailable'),
  page: { status: 504, headers: { 'content-type': 'text/html' }, body: '<html><title>504</title></html>' },
} as const satisfies Readonly<Record<string, Said>>;
