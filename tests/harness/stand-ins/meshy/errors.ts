/** Every way in which this service refuses or fails, by the name that a script calls it. */
import type { Said } from '../shape';

export const json = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Said => ({
  status,
  headers: { 'x-request-id': '018f0000-0000-7000-8000-00000000cafe', ...headers },
  body,
});

export const refuse = (status: number, message: string, headers?: Readonly<Record<string, string>>): Said =>
  json(status, { message, a_field_of_tomorrow: 1 }, headers);

export const invalid = (message: string): Said => refuse(400, message);

/** Instead of a task: none of these leaves one behind, but of the last two nobody can say. */
export const doorErrors: Readonly<Record<string, Said>> = {
  invalid: invalid('Invalid values: prompt is required'),
  'wrong-key': refuse(401, 'Invalid API key'),
  'no-credit': refuse(402, 'Insufficient funds'),
  forbidden: refuse(403, 'Forbidden'),
  'no-resource': refuse(404, 'Not found'),
  conflict: refuse(409, 'The task is not in a state for this'),
  unprocessable: refuse(422, 'Pose estimation failed'),
  rate: refuse(429, 'RateLimitExceeded'),
  'rate-told': refuse(429, 'RateLimitExceeded', { 'retry-after': '7' }),
  'no-slot': refuse(429, 'NoMoreConcurrentTasks'),
  'no-place': refuse(429, 'NoMorePendingTasks'),
  server: refuse(500, 'Internal server error'),
  proxy: { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><title>502</title></html>' },
};

export interface TaskError {
  readonly status: 'FAILED' | 'CANCELED';
  readonly error: { readonly type: string; readonly message: string; readonly code?: string } | null;
  /** What stands there as consumed although it failed. */
  readonly kept?: number;
}

const failed = (type: string, message: string, code?: string): TaskError => ({
  status: 'FAILED',
  error: { type, message, ...(code ? { code } : {}) },
});

/** Accepted, and over without a model. */
export const taskErrors: Readonly<Record<string, TaskError>> = {
  moderated: failed('invalid_input', 'The prompt was blocked by moderation.', 'moderation_blocked'),
  complex: failed('invalid_input', 'The picture is too complex.', 'image_too_complex'),
  timeout: failed('timeout', 'The task took too long.', 'timeout'),
  unavailable: failed('service_unavailable', 'No machine was free.'),
  broken: failed('server_error', 'Something went wrong.'),
  format: failed('server_error', 'A format could not be made.', 'format_conversion_failed'),
  queer: failed('a_type_of_tomorrow', ''),
  unsaid: { status: 'FAILED', error: null },
  'not-yet-back': { ...failed('server_error', 'Something went wrong.'), kept: 20 },
  canceled: { status: 'CANCELED', error: null },
};
