/** Every way in which this service says no, by a name for scripts. */
import type { Said } from '../shape';

interface Row {
  readonly code: number;
  readonly status: string;
  readonly message: string;
  readonly details?: readonly object[];
  /** In the middle of an answer the number may be missing. */
  readonly isNumberless?: true;
  readonly isInArray?: true;
  /** A page of the edge instead. */
  readonly html?: string;
}

const reason = (name: string): object => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: name,
  domain: 'googleapis.com',
  metadata: { service: 'generativelanguage.googleapis.com' },
});
const quota = (quotaId: string, retryDelay?: string): readonly object[] => [
  {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [{ quotaMetric: 'generativelanguage.googleapis.com/requests', quotaId, tomorrow: 1 }],
  },
  { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
  ...(retryDelay ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }] : []),
];

const invalid = (message: string, details?: readonly object[]): Row => ({
  code: 400,
  status: 'INVALID_ARGUMENT',
  message,
  ...(details ? { details } : {}),
});
const denied = (message: string, name?: string): Row => ({
  code: 403,
  status: 'PERMISSION_DENIED',
  message,
  ...(name ? { details: [reason(name)] } : {}),
});
const exhausted = (message: string, details: readonly object[] = [], code = 429): Row => ({
  code,
  status: 'RESOURCE_EXHAUSTED',
  message,
  details,
});
const QUOTA = 'You exceeded your current quota, please check your plan and billing details.';

const ROWS = {
  'bad-request': invalid('* GenerateContentRequest.contents: contents is not specified'),
  'bad-request-array': { ...invalid('Invalid value at contents'), isInArray: true },
  'too-long': invalid(
    'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
  ),
  'wrong-key': invalid('API key not valid. Please pass a valid API key.', [reason('API_KEY_INVALID')]),
  'expired-key': invalid('API key expired. Please renew the API key.', [reason('API_KEY_INVALID')]),
  'not-a-token': {
    code: 401,
    status: 'UNAUTHENTICATED',
    message: 'Request had invalid authentication credentials.',
    details: [reason('ACCESS_TOKEN_TYPE_UNSUPPORTED')],
  },
  leaked: denied('Your API key was reported as leaked. Please use another API key.'),
  suspended: denied('Permission denied: Consumer has been suspended.', 'CONSUMER_SUSPENDED'),
  blocked: denied('Requests to this API are blocked.', 'API_KEY_SERVICE_BLOCKED'),
  'websites-only': denied('Requests from referer <empty> are blocked.', 'API_KEY_HTTP_REFERRER_BLOCKED'),
  'switched-off': denied('Generative Language API has not been used in project 1.', 'SERVICE_DISABLED'),
  region: {
    code: 400,
    status: 'FAILED_PRECONDITION',
    message: 'User location is not supported for the API use.',
  },
  'no-free-tier-here': {
    code: 400,
    status: 'FAILED_PRECONDITION',
    message: 'Gemini API free tier is not available in your country. Please enable billing on your project.',
  },
  'model-gone': {
    code: 404,
    status: 'NOT_FOUND',
    message: 'models/gemini-of-yesterday is not found for API version v1beta.',
  },
  'rate-limited': exhausted(
    `${QUOTA} Please retry in 34.4s.`,
    quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '34.4s'),
  ),
  daily: exhausted(QUOTA, quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '34.4s')),
  'no-free-tier': exhausted(
    `${QUOTA} Quota exceeded for metric: free_tier_requests, limit: 0`,
    quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '34.4s'),
  ),
  'spending-cap': exhausted('Your project has exceeded its monthly spending cap. Please go to AI Studio.'),
  'no-credit': exhausted('Your prepayment credits are depleted. Please go to AI Studio.', [], 402),
  'no-credit-429': exhausted('Your prepayment credits are depleted. Please go to AI Studio.'),
  internal: { code: 500, status: 'INTERNAL', message: 'An internal error has occurred.' },
  proxy: { code: 502, status: '', message: '', html: '<html><title>502 Server Error</title></html>' },
  overloaded: {
    code: 503,
    status: 'UNAVAILABLE',
    message: 'The model is overloaded. Please try again later.',
    isNumberless: true,
  },
  timeout: {
    code: 504,
    status: 'DEADLINE_EXCEEDED',
    message: 'Deadline expired before operation could complete.',
  },
} as const satisfies Record<string, Row>;

export type ErrorName = keyof typeof ROWS;
export const errorNames = Object.keys(ROWS) as readonly ErrorName[];

const rowOf = (name: string): Row => {
  const row: Row | undefined = Object.entries(ROWS).find(([known]) => known === name)?.[1];
  if (!row) throw new Error(`no error ${name} on the sheet`);
  return row;
};

const envelope = ({ code, status, message, details }: Omit<Row, 'code'> & { readonly code?: number }) => ({
  error: {
    ...(code ? { code } : {}),
    message,
    status,
    ...(details ? { details } : {}),
    a_field_of_tomorrow: 1,
  },
});

export function refusal(name: string): Said {
  const row = rowOf(name);
  const headers = { vary: 'Origin, X-Origin, Referer' };
  if (row.html) return { status: row.code, headers: { 'content-type': 'text/html' }, body: row.html };
  const body = envelope(row);
  return { status: row.code, headers, body: row.isInArray ? [body] : body };
}

export const refuse = (code: number, status: string, message: string): Said => ({
  status: code,
  headers: { vary: 'Origin, X-Origin, Referer' },
  body: envelope({ code, status, message }),
});

export function errorFrame(name: string): string {
  const { code, isNumberless, ...row } = rowOf(name);
  return `data: ${JSON.stringify(envelope(isNumberless ? row : { ...row, code }))}\r\n\r\n`;
}
