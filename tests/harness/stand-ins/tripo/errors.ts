/** Every way in which this service refuses, by the name that a script calls it: at once, or when it was begun. */
import { randomUUID } from 'node:crypto';
import type { Said } from '../shape';

/** Every answer carries a trace id, and none a CORS header. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Said => ({
  status,
  headers: { 'x-tripo-trace-id': randomUUID(), ...headers },
  body,
});

const ADVICE: Readonly<Record<number, string>> = {
  2: 'Check if your credentials is valid',
  1004: 'Check the parameters of your request',
  2008: 'Please change your input',
  2010: 'Please top up your account at https://platform.tripo3d.ai',
};

export const refuse = (
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Said =>
  json(
    status,
    { code, status: 'error', message, suggestion: ADVICE[code] ?? 'Try again', a_field_of_tomorrow: 1 },
    headers,
  );

export const invalid = (what: string): Said =>
  refuse(400, 1004, `One or more of your parameter is invalid: ${what}`);
export const malformed: Said = refuse(400, 1003, 'The request body is malformed');
export const notFound: Said = refuse(404, 2001, 'The task is not found');
export const full = (seconds: number): Said =>
  refuse(429, 2000, 'You have exceeded the limit of generation', { 'retry-after': String(seconds) });
export const poor: Said = refuse(403, 2010, 'Insufficient credits');
export const staleToken: Said = refuse(400, 1004, 'The file token is invalid or expired');

const html = (status: number): Said => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><head><title>${status} from the gateway</title></head></html>`,
});

/** Instead of a task. Nothing was made and nothing is held. */
export const createErrors: Readonly<Record<string, Said>> = {
  'wrong-key': refuse(401, 2, 'Invalid API key'),
  'wrong-key-by-the-book': refuse(401, 1000, 'Invalid API Key'),
  malformed,
  'wrong-kind-of-body': refuse(415, 1003, 'Unsupported media type'),
  invalid: invalid('seed'),
  'not-allowed': refuse(403, 1005, 'You are not allowed to do this'),
  'too-often': refuse(429, 1007, 'Too many requests', {
    'x-ratelimit-limit': '10',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '7',
  }),
  full: full(4),
  'full-untold': refuse(429, 2000, 'You have exceeded the limit of generation'),
  'no-task': notFound,
  'no-such-kind': refuse(400, 2002, 'The task type is not supported'),
  'empty-file': refuse(400, 2003, 'The input file is empty'),
  'file-kind': refuse(400, 2004, 'The file type is not supported'),
  'wrong-origin': refuse(400, 2006, 'The type of the input original task is invalid'),
  'origin-failed': refuse(400, 2007, 'The status of the input original task is not success'),
  moderated: refuse(400, 2008, 'The request violates our content policy'),
  characters: refuse(400, 2009, 'The prompt has invalid characters'),
  'no-credit': poor,
  'no-model-to-rig': refuse(400, 2011, 'The original task has no model'),
  'not-rigged': refuse(400, 2012, 'The original task has not been rigged'),
  priority: refuse(403, 2013, 'The priority is invalid'),
  audit: refuse(400, 2014, 'The audit service failed'),
  deprecated: refuse(400, 2015, 'The version is deprecated'),
  'kind-gone': refuse(400, 2016, 'The task type is deprecated'),
  'no-version': refuse(400, 2017, 'The model version is invalid'),
  'no-model': refuse(
    400,
    1004,
    "invalid model 'tripo-v3.1', allowed values: P1-20260311, v2.5-20250123, v3.0-20250812, v3.1-20260211",
  ),
  complex: refuse(400, 2018, 'The model is too complex to remesh'),
  'file-gone': refuse(404, 2019, 'The file is not found'),
  'picture-address': refuse(400, 2020, 'The image address is invalid'),
  'model-too-big': refuse(400, 2021, 'The model is larger than 150 MB'),
  'picture-too-big': refuse(400, 2022, 'The image is larger than 20 MB'),
  'no-route': refuse(404, 4001, 'The route does not exist'),
  'stale-token': staleToken,
  'inside-poor': json(200, { code: 2010, status: 'error', message: 'Insufficient credits', data: null }),
  'inside-often': json(200, { code: 1007, status: 'error', message: 'Too many requests', data: null }),
  // From here on nobody can say whether it began.
  'inside-fatal': json(200, { code: 1001, status: 'error', message: 'Fatal error', data: null }),
  server: refuse(500, 1001, 'Fatal error on server side'),
  'audit-down': refuse(500, 2014, 'The audit service failed'),
  proxy: html(502),
  busy: { ...html(503), headers: { 'content-type': 'text/html', 'retry-after': '3' } },
  gateway: html(504),
  'timed-out': html(408),
};

/** The same once more, but behind the gateway the task was made: whoever sends it again pays twice. */
export const MADE_ALL_THE_SAME = new Set(['gateway-made']);

export interface Ending {
  readonly status: string;
  readonly code?: number;
  readonly message?: string;
  /** What was held is kept. */
  readonly isCharged?: true;
  /** It does not say what it cost. */
  readonly isSilent?: true;
}

/** How a task ends that was begun. What failed is given back. */
export const endings: Readonly<Record<string, Ending>> = {
  refused: { status: 'failed', code: 2008, message: 'The request violates our content policy' },
  'too-complex': { status: 'failed', code: 2018, message: 'The model is too complex' },
  fatal: { status: 'failed', code: 1001, message: 'Fatal error on server side' },
  'fatal-untold': { status: 'failed', code: 1001, isSilent: true },
  'failed-charged': { status: 'failed', code: 1001, message: 'Fatal error', isCharged: true },
  banned: { status: 'banned' },
  cancelled: { status: 'cancelled', isSilent: true },
  expired: { status: 'expired' },
  'expired-untold': { status: 'expired', isSilent: true },
  unheard: { status: 'evaporated', isSilent: true },
};
