/** Every way in which this service refuses a picture, by the name that a script calls it. */
import type { Said } from '../shape';

const refuse = (
  status: number,
  message: string,
  code: string | null,
  type = 'invalid_request_error',
  more: object = {},
): Said => ({
  status,
  headers: { 'x-request-id': 'req_refused', 'openai-version': '2020-10-01' },
  body: { error: { message, type, param: null, code, a_field_of_tomorrow: 1, ...more } },
});

export const unknownParameter = (name: string): Said =>
  refuse(400, `Unknown parameter: '${name}'.`, 'unknown_parameter');
export const invalidValue = (what: string): Said => refuse(400, `Invalid value: ${what}`, 'invalid_value');
export const noModel = (id: string): Said =>
  refuse(404, `The model '${id}' does not exist or you do not have access to it.`, 'model_not_found');

const blocked = (stage?: string) =>
  refuse(
    400,
    'Your request was rejected by the safety system.',
    'moderation_blocked',
    'image_generation_user_error',
    stage ? { moderation_details: { moderation_stage: stage, categories: ['violence'] } } : {},
  );

export const imageErrors: Readonly<Record<string, Said>> = {
  blocked: blocked(),
  'blocked-before': blocked('input'),
  'blocked-after': blocked('output'),
  'unknown-parameter': unknownParameter('response_format'),
  'invalid-value': invalidValue('size'),
  'hard-limit': refuse(400, 'Billing hard limit has been reached', 'billing_hard_limit_reached'),
  'no-quota': refuse(429, 'You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota'),
  'wrong-key': refuse(401, 'Incorrect API key provided.', 'invalid_api_key'),
  'missing-scopes': refuse(
    401,
    'You have insufficient permissions for this operation. Missing scopes: api.model.images.request.',
    null,
  ),
  unverified: refuse(
    403,
    'Your organization must be verified to use the model `gpt-image-2.5-flare`. Please go to the settings.',
    null,
  ),
  'no-model': noModel('gpt-image-1'),
  rate: refuse(
    429,
    'Rate limit reached for gpt-image-2.5-flare on input-images per min: Limit 5, Used 5, Requested 1. Please try again in 12s.',
    'rate_limit_exceeded',
    'input-images',
  ),
  'rate-soon': refuse(
    429,
    'Rate limit reached for gpt-image-2.5-flare on requests per min. Please try again in 467ms.',
    'rate_limit_exceeded',
    'requests',
  ),
  server: refuse(500, 'The server had an error while processing your request.', null, 'server_error'),
  proxy: { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><title>502</title></html>' },
  busy: refuse(503, 'The engine is currently overloaded, please try again later.', null, 'server_error'),
};
