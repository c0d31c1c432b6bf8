/** Every way in which this service refuses a picture, by the name that a script calls it. */
import type { Said } from '../shape';

const refuse = (status: number, name: string, ...errors: readonly string[]): Said => ({
  status,
  headers: { 'x-request-id': '0a1b2c3d4e5f' },
  body: { id: '0123456789abcdef0123456789abcdef', name, errors, a_field_of_tomorrow: 1 },
});

export const invalid = (error: string): Said => refuse(400, 'bad_request', error);

export const imageErrors: Readonly<Record<string, Said>> = {
  invalid: invalid('prompt: is required'),
  'wrong-key': refuse(401, 'unauthorized', 'authorization: invalid or missing header value'),
  'no-credit': refuse(402, 'payment_required', 'You lack sufficient credits to make this request.'),
  moderated: refuse(403, 'content_moderation', 'Your request was flagged by our content moderation system.'),
  forbidden: refuse(403, 'forbidden', 'You do not have access to this resource.'),
  'no-route': refuse(404, 'not_found', 'The requested resource was not found.'),
  large: refuse(413, 'payload_too_large', 'The request is larger than 10MiB.'),
  language: refuse(422, 'invalid_language', 'English is the only supported language.'),
  'public-figure': refuse(422, 'public_figure', 'The request was flagged for a public figure.'),
  field: refuse(422, 'invalid_field', 'image: could not be decoded', 'strength: must be at most 1'),
  rate: refuse(429, 'rate_limit_exceeded', 'You have exceeded 150 requests in 10 seconds.'),
  server: refuse(500, 'internal_error', 'An unexpected server error has occurred.'),
  proxy: { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><title>502</title></html>' },
};
