import { generate } from './gemini/generate';
import { list } from './gemini/models';
import { ALPHANUMERIC, type Answering, type Case, letters, type Said, type StandIn } from './shape';

const WIDE = `${ALPHANUMERIC}_-`;
const key = (seed: string) => ({ apiKey: `AQ.Ab8RN6${letters(`gemini ${seed}`, 44, WIDE)}` });
const old = (seed: string) => ({ apiKey: `AIza${letters(`gemini ${seed}`, 35, WIDE)}` });

const error = (code: number, status: string, message: string, reason?: string): Said => ({
  status: code,
  headers: { vary: 'Origin' },
  body: {
    error: {
      code,
      message,
      status,
      ...(reason
        ? {
            details: [
              { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
              {
                '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
                reason,
                domain: 'googleapis.com',
                metadata: { service: 'generativelanguage.googleapis.com' },
              },
            ],
          }
        : {}),
    },
    a_field_of_tomorrow: true,
  },
});

const wrong = error(
  400,
  'INVALID_ARGUMENT',
  'API key not valid. Please pass a valid API key.',
  'API_KEY_INVALID',
);
const notAToken = error(
  401,
  'UNAUTHENTICATED',
  'Request had invalid authentication credentials. Expected OAuth 2 access token.',
  'ACCESS_TOKEN_TYPE_UNSUPPORTED',
);
const denied = (reason: string) => error(403, 'PERMISSION_DENIED', 'Requests are blocked.', reason);

/** What refuses the list refuses work too. */
const row = (
  name: string,
  answer: Answering,
  expect: Case['expect'],
  fields = key(name),
  work: Answering = answer,
): Case => ({
  name,
  fields,
  answers: { 'GET /v1beta/models': answer, 'POST /v1beta/models/*': work },
  expect,
});
const restricted = (name: string, reason: string, finding: string): Case =>
  row(name, denied(reason), { verdict: 'works-with-limits', reason: finding });

export const standIn: StandIn = {
  id: 'gemini',
  hosts: ['generativelanguage.googleapis.com'],
  // Never in the address, where the real one would take it too.
  presented: (heard) => (heard.query.has('key') ? undefined : heard.headers['x-goog-api-key']),
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong: (heard) => (heard.headers['x-goog-api-key']?.startsWith('AQ.') ? notAToken : wrong),
  missing: error(403, 'PERMISSION_DENIED', 'Method does not allow unregistered callers.'),
  cases: [
    row('good', list, { verdict: 'works', warnings: [] }, key('good'), generate),
    row('good, old form', list, { verdict: 'works', warnings: ['old-key'] }, old('old'), generate),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key', warnings: ['old-key'] }, old('wrong')),
    row(
      'wrong, in an array',
      { status: 400, body: [wrong.body] },
      { verdict: 'rejected', reason: 'wrong-key' },
    ),
    row('deleted', notAToken, { verdict: 'rejected', reason: 'wrong-key', warnings: [] }),
    row(
      'expired',
      error(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.', 'API_KEY_INVALID'),
      { verdict: 'rejected', reason: 'expired-key' },
    ),
    row('leaked', error(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked.'), {
      verdict: 'rejected',
      reason: 'leaked-key',
    }),
    restricted('restricted to another service', 'API_KEY_SERVICE_BLOCKED', 'gemini-not-allowed'),
    restricted('restricted to websites', 'API_KEY_HTTP_REFERRER_BLOCKED', 'websites-only'),
    restricted('ip refused', 'API_KEY_IP_ADDRESS_BLOCKED', 'address-not-allowed'),
    restricted('restricted to Android', 'API_KEY_ANDROID_APP_BLOCKED', 'apps-only'),
    restricted('restricted to iOS', 'API_KEY_IOS_APP_BLOCKED', 'apps-only'),
    restricted('Gemini switched off', 'SERVICE_DISABLED', 'gemini-switched-off'),
    row('suspended', denied('CONSUMER_SUSPENDED'), { verdict: 'rejected', reason: 'account-suspended' }),
    row('region', error(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'), {
      verdict: 'unreachable',
      reason: 'region-refused',
    }),
    row('header lost on the way', error(403, 'PERMISSION_DENIED', 'No unregistered callers.'), {
      verdict: 'unreachable',
      reason: 'unexpected-answer',
    }),
  ],
};
