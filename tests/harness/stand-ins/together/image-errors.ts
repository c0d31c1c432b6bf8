/** Every way in which this service refuses a picture, by the name that a script calls it. */
import type { Said } from '../shape';

const refuse = (
  status: number,
  message: string,
  code: string | null = null,
  type = 'invalid_request_error',
  headers: Readonly<Record<string, string>> = {},
): Said => ({
  status,
  headers,
  body: { id: 'oabc-refused', error: { message, type, param: null, code }, a_field_of_tomorrow: 1 },
});

export const invalid = (message: string): Said => refuse(400, message);
export const noModel = (id: string): Said =>
  refuse(404, `Unable to access model ${id}. Please visit the models page.`, 'model_not_available');

export const imageErrors: Readonly<Record<string, Said>> = {
  invalid: invalid('width must be a multiple of 8'),
  steps: invalid('steps is not supported for this model'),
  'wrong-key': refuse(401, 'Invalid API key provided.', 'invalid_api_key'),
  'no-credit': refuse(402, 'Credit limit exceeded, please add credit.', null, 'credit_limit'),
  'data-sharing': refuse(
    403,
    'Your organization does not allow data to be shared with third parties.',
    'third_party_data_sharing_blocked',
  ),
  'no-model': noModel('black-forest-labs/FLUX.1-schnell'),
  refused: refuse(400, 'The prompt was flagged by the content policy.', 'content_policy_violation'),
  rate: refuse(429, 'You have reached the rate limit of this model.', null, 'rate_limit'),
  'rate-told': refuse(429, 'You have reached the rate limit.', null, 'rate_limit', { 'retry-after': '7' }),
  server: refuse(500, 'Internal server error', null, 'server_error'),
  busy: refuse(503, 'The server is overloaded.', null, 'server_error'),
  proxy: { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><title>502</title></html>' },
};
