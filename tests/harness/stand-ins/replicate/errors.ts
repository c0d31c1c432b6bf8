/** Every way in which this service refuses, by the name that a script calls it: at once, or when it was begun. */
import type { Said } from '../shape';

const refuse = (status: number, title: string, detail: string, more: object = {}): Said => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { title, detail, status, a_field_of_tomorrow: 1, ...more },
});

export const invalid = (field: string, says: string): Said =>
  refuse(422, 'Input validation failed', `- input.${field}: ${says}\n`, {
    invalid_fields: [{ type: 'invalid', field, description: says }],
  });
export const closed = (field: string): Said =>
  refuse(422, 'Input validation failed', `- ${field}: Additional property ${field} is not allowed\n`);
export const notFound: Said = refuse(404, 'Not found', 'The requested resource could not be found.');

/** Instead of a prediction. */
export const createErrors: Readonly<Record<string, Said>> = {
  'wrong-key': refuse(401, 'Unauthenticated', 'You did not pass a valid authentication token'),
  'no-credit': refuse(402, 'Insufficient credit', 'You have insufficient credit to run this model.'),
  'no-model': notFound,
  'no-version': refuse(422, 'Invalid version or not permitted', 'The specified version does not exist.'),
  invalid: invalid('prompt', 'prompt is required'),
  throttled: {
    status: 429,
    body: {
      detail: 'Request was throttled. Your rate limit resets in ~30s.',
      status: 429,
      retry_after: 10,
    },
  },
  'throttled-header': {
    status: 429,
    headers: { 'retry-after': '4' },
    body: { detail: 'Request was throttled.', status: 429 },
  },
  'throttled-untold': { status: 429, body: { detail: 'Request was throttled.', status: 429 } },
  server: refuse(500, 'Internal server error', 'An error occurred'),
  proxy: { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><title>502</title></html>' },
  cloudflare: { status: 524, headers: { 'content-type': 'text/html' }, body: '<html></html>' },
};

/** How a prediction ends that was begun. */
export const endings: Readonly<Record<string, { readonly status: string; readonly error: string | null }>> = {
  refused: {
    status: 'failed',
    error: 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
  },
  broken: { status: 'failed', error: 'Prediction interrupted; please retry (code: PA) (E6001)' },
  canceled: { status: 'canceled', error: null },
  aborted: { status: 'aborted', error: null },
};
