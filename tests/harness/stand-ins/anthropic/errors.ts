/** Every row of the sheet's table of errors, by a name for scripts. */
import type { Said } from '../shape';

interface Row {
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A page of the edge instead. */
  readonly html?: string;
}

const invalid = (message: string): Row => ({ status: 400, type: 'invalid_request_error', message });
const limited = (message: string, code?: string, headers?: Record<string, string>): Row => ({
  status: 429,
  type: 'rate_limit_error',
  message,
  ...(code ? { code } : {}),
  ...(headers ? { headers } : {}),
});

const ROWS = {
  'bad-request': invalid('messages.0.content: Input should be a valid list'),
  'bad-effort': invalid("This model does not support effort level 'xhigh'."),
  'too-long': invalid('prompt is too long: 1000001 tokens > 1000000 maximum'),
  'credit-low': invalid(
    'Your credit balance is too low to access the API. Go to Plans & Billing to buy credits.',
  ),
  'own-limit': invalid('You have reached your specified API usage limits. Usage limit resets on 2026-12-01.'),
  'wrong-key': { status: 401, type: 'authentication_error', message: 'API key is invalid.' },
  cors: {
    status: 401,
    type: 'authentication_error',
    message: 'CORS requests are not allowed for this Organization because of its settings',
  },
  billing: {
    status: 402,
    type: 'billing_error',
    message: 'There is a problem with the billing of this account.',
  },
  forbidden: { status: 403, type: 'permission_error', message: 'Your API key may not use this resource.' },
  'on-hold': {
    status: 403,
    type: 'permission_error',
    message: 'This organization is on hold.',
    code: 'organization_on_hold',
  },
  region: { status: 403, type: 'forbidden', message: 'Request not allowed' },
  'model-gone': { status: 404, type: 'not_found_error', message: 'model: claude-of-yesterday' },
  conflict: { status: 409, type: 'conflict_error', message: 'The resource was changed meanwhile.' },
  'too-large': { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' },
  'too-large-html': {
    status: 413,
    type: '',
    message: '',
    html: '<html><head><title>413 Payload Too Large</title></head></html>',
  },
  'rate-limited': limited('This request would exceed the rate limit of your organization.', undefined, {
    'retry-after': '2',
    'anthropic-ratelimit-requests-remaining': '0',
    'anthropic-ratelimit-requests-reset': '2026-11-21T12:00:00Z',
  }),
  'ramp-limit': limited('Your usage grows too fast.', 'ramp_limit_exceeded'),
  'spend-limit': limited('The spend limit is reached.', 'enforced_spend_limit_reached'),
  'contract-limit': limited('The contract is used up.', 'contract_spend_limit_reached'),
  'api-error': { status: 500, type: 'api_error', message: 'Internal server error' },
  timeout: { status: 504, type: 'timeout_error', message: 'The request took too long.' },
  overloaded: { status: 529, type: 'overloaded_error', message: 'Overloaded' },
} as const satisfies Record<string, Row>;

export type ErrorName = keyof typeof ROWS;
export const errorNames = Object.keys(ROWS) as readonly ErrorName[];

const rowOf = (name: string): Row => {
  const row: Row | undefined = Object.entries(ROWS).find(([known]) => known === name)?.[1];
  if (!row) throw new Error(`no error ${name} on the sheet`);
  return row;
};

const envelope = ({ type, message, code }: Row) => ({
  type: 'error',
  error: { type, message, ...(code ? { details: { error_code: code } } : {}) },
  request_id: 'req_011',
  a_field_of_tomorrow: null,
});

export function refusal(name: string): Said {
  const row = rowOf(name);
  const headers = { 'request-id': 'req_011', ...row.headers };
  return row.html
    ? { status: row.status, headers: { 'content-type': 'text/html' }, body: row.html }
    : { status: row.status, headers, body: envelope(row) };
}

export const refuse = (status: number, type: string, message: string): Said => ({
  status,
  headers: { 'request-id': 'req_011' },
  body: envelope({ status, type, message }),
});

/** In the middle of an answer, with blanks before the end. */
export const errorFrame = (name: string): string =>
  `event: error\ndata: ${JSON.stringify(envelope(rowOf(name))).replace(/}$/, '  }')}\n\n`;
