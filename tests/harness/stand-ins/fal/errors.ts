/** Every way in which this service refuses, by the name that a script calls it: at the door, or when the work is over. */
import type { Said } from '../shape';

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Said => ({
  status,
  headers: { 'x-fal-request-id': '0a1b2c3d', ...headers },
  body: { ...body, a_field_of_tomorrow: 1 },
});
const detail = (status: number, said: string) => json(status, { detail: said });

export const notFound = (endpoint: string): Said => detail(404, `Application "${endpoint}" not found`);

/** Instead of a place in the queue. */
export const submitErrors: Readonly<Record<string, Said>> = {
  'wrong-key': detail(401, 'Cannot access application "fal-ai/flux". Authentication is required.'),
  'no-credit': detail(
    403,
    'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
  ),
  locked: detail(403, 'User is locked. Reason: Terms of service.'),
  'no-model': notFound('fal-ai/flux/nowhere'),
  'queue-full': detail(429, 'The queue of this application is full.'),
  'queue-full-told': { ...detail(429, 'The queue is full.'), headers: { 'retry-after': '9' } },
  server: json(500, { detail: 'Internal Server Error', error_type: 'internal_error' }),
  proxy: { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><title>502</title></html>' },
};

const listed = (
  ...entries: readonly { readonly type: string; readonly msg: string; readonly at?: string }[]
) =>
  json(
    422,
    {
      detail: entries.map(({ type, msg, at = 'prompt' }) => ({
        loc: ['body', at],
        msg,
        type,
        url: `https://docs.fal.ai/errors/#${type}`,
        ctx: {},
        input: {},
      })),
    },
    { 'x-fal-error-type': entries[0]?.type ?? '' },
  );
const broken = (status: number, error_type: string) =>
  json(status, { detail: 'The runner could not finish.', error_type }, { 'x-fal-error-type': error_type });

export const extraField = (name: string): Said =>
  listed({ type: 'extra_forbidden', msg: 'Extra inputs are not permitted', at: name });
export const outOfRange = (name: string): Said =>
  listed({ type: 'less_than_equal', msg: 'Input is out of range', at: name });

/** Accepted, called completed, and told only where the result should be. */
export const workErrors: Readonly<Record<string, Said>> = {
  missing: listed({ type: 'missing', msg: 'Field required' }),
  'two-fields': listed(
    { type: 'literal_error', msg: 'Input should be one of these', at: 'image_size' },
    { type: 'less_than_equal', msg: 'Input should be at most 4', at: 'num_images' },
  ),
  refused: listed({ type: 'content_policy_violation', msg: 'The content was flagged by a content checker.' }),
  file: listed({ type: 'file_download_error', msg: 'Failed to download the file', at: 'image_urls' }),
  spent: listed({ type: 'no_media_generated', msg: 'The model made no picture.' }),
  timeout: broken(504, 'generation_timeout'),
  startup: broken(504, 'startup_timeout'),
  runner: broken(503, 'runner_disconnected'),
  internal: broken(500, 'internal_error'),
};

/** Of these the machine had worked. */
export const SPENT: ReadonlySet<string> = new Set(['spent']);
