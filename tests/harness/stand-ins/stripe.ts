import { ALPHANUMERIC, bearerOf, type Case, letters, type StandIn } from './shape';

const key = (seed: string, prefix = 'sk_test_') => ({
  apiKey: `${prefix}${letters(`stripe ${seed}`, 99, ALPHANUMERIC)}`,
});
const publishable = (prefix: string) => `${prefix}${letters('stripe public', 24, ALPHANUMERIC)}`;
const accountOf = (seed: string) => `acct_1${letters(`stripe account ${seed}`, 15, ALPHANUMERIC)}`;

const json = (status: number, body: unknown) => ({
  status,
  headers: { 'access-control-allow-origin': '*', 'request-id': `req_${letters('r', 14, ALPHANUMERIC)}` },
  body,
});
const failure = (status: number, message: string, more: object = {}) =>
  json(status, { error: { message, type: 'invalid_request_error', ...more } });

const account = (seed: string, over: object = {}) =>
  json(200, {
    id: accountOf(seed),
    object: 'account',
    business_profile: { name: 'Emberly Candles', url: 'https://emberly.example' },
    settings: { dashboard: { display_name: 'Emberly' } },
    country: 'IE',
    default_currency: 'eur',
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    a_field_of_tomorrow: null,
    ...over,
  });

const lacks = (permission: string, type = 'permission_error') =>
  json(403, {
    error: {
      type,
      message: `The provided key 'rk_live_****abcd' does not have the required permissions for this endpoint on account '${accountOf('r')}'. Having the '${permission}' permission would allow this request to continue.`,
    },
  });
const balance = json(200, {
  object: 'balance',
  livemode: true,
  available: [{ amount: 12300, currency: 'eur', source_types: { card: 12300 } }],
  pending: [],
});
const noAccount = lacks('rak_accounts_kyc_basic_read');
const wrong = failure(401, 'Invalid API Key provided: sk_test_****wxyz');

const of = (answer: Case['answers'][string], more: Case['answers'] = {}): Case['answers'] => ({
  'GET /v1/account': answer,
  ...more,
});

export const standIn: StandIn = {
  id: 'stripe',
  hosts: ['api.stripe.com'],
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: failure(
    401,
    'You did not provide an API key. You need to provide your API key in the Authorization header.',
  ),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of(account('good', { charges_enabled: false })),
      expect: { verdict: 'works', facts: ['account', 'label', 'mode'], warnings: [] },
    },
    {
      name: 'good, live and unrestricted',
      fields: { ...key('live', 'sk_live_'), publishableKey: publishable('pk_live_') },
      answers: of(account('live')),
      expect: { verdict: 'works', facts: ['mode'], warnings: ['unrestricted-key'] },
    },
    {
      name: 'good, restricted but allowed to read the account',
      fields: {
        ...key('allowed', 'rk_live_'),
        webhookSecret: `whsec_${letters('stripe hook', 32, ALPHANUMERIC)}`,
      },
      answers: of(account('allowed', { settings: {} })),
      expect: { verdict: 'works', facts: ['account', 'label'], warnings: [] },
    },
    {
      name: 'a test key beside a live publishable key',
      fields: { ...key('mixed'), publishableKey: publishable('pk_live_') },
      answers: of(account('mixed')),
      expect: { verdict: 'works', warnings: ['modes-differ'] },
    },
    {
      name: 'account not set up',
      fields: key('dormant', 'rk_live_'),
      answers: of(account('dormant', { charges_enabled: false })),
      expect: { verdict: 'works-with-limits', reason: 'charges-off' },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'expired',
      fields: key('expired', 'rk_live_'),
      answers: of(failure(401, 'Expired API Key provided: rk_live_****wxyz', { code: 'api_key_expired' })),
      expect: { verdict: 'rejected', reason: 'expired-key' },
    },
    {
      name: 'restricted, may read the balance',
      fields: key('restricted', 'rk_live_'),
      answers: of(noAccount, { 'GET /v1/balance': balance }),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes', facts: ['account', 'mode'] },
    },
    {
      name: 'restricted, may read neither',
      fields: key('very restricted', 'rk_test_'),
      answers: of(lacks('rak_accounts_kyc_basic_read', 'invalid_request_error'), {
        'GET /v1/balance': lacks('rak_balance_read'),
      }),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes' },
    },
    {
      name: 'restricted, the permission not named',
      fields: key('unnamed', 'rk_live_'),
      answers: of(
        failure(403, 'The provided key does not have the required permissions for this endpoint.'),
        {
          'GET /v1/balance': balance,
        },
      ),
      expect: { verdict: 'works-with-limits', reason: 'restricted' },
    },
    ...[401, 403].map(
      (status): Case => ({
        name: `address refused with ${status}`,
        fields: key(`address ${status}`, 'rk_live_'),
        answers: of(failure(status, 'The API key provided does not allow requests from your IP address.')),
        expect: { verdict: 'works-with-limits', reason: 'address-not-allowed' },
      }),
    ),
    {
      name: 'another 403, which says nothing of the key',
      fields: key('forbidden'),
      answers: of(failure(403, 'This application may not use OAuth here.', { code: 'oauth_not_supported' })),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'organisation key',
      fields: key('organisation', 'sk_org_live_'),
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'needs-account' },
    },
  ],
};
