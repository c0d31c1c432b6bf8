import { answerMessage } from './anthropic/messages';
import { entries } from './anthropic/models';
import {
  ALPHANUMERIC,
  type Answering,
  type Case,
  type Heard,
  letters,
  type Said,
  type StandIn,
  say,
} from './shape';

const body = (seed: string) => letters(`anthropic ${seed}`, 93, `${ALPHANUMERIC}_-`);
const key = (seed: string) => ({ apiKey: `sk-ant-api03-${body(seed)}AA` });
const admin = (seed: string) => ({ apiKey: `sk-ant-admin01-${body(seed)}AA` });

const HEADERS = {
  'anthropic-organization-id': '0f2b0c1e-0000-4000-8000-00000000000a',
  'request-id': 'req_011',
};
const json = (status: number, content: unknown, headers: Record<string, string> = HEADERS): Said => ({
  status,
  headers,
  body: content,
});
const error = (status: number, type: string, message: string, details?: object): Said =>
  json(status, {
    type: 'error',
    error: { type, message, ...(details ? { details } : {}) },
    request_id: 'req_011',
    a_field_of_tomorrow: null,
  });

const VERSIONS = ['2023-06-01', '2026-10-21'];
const cors = error(
  401,
  'authentication_error',
  "CORS requests must set the 'anthropic-dangerous-direct-browser-access' header",
);

/** What is asked of every request before the key is looked at. */
const strict =
  (answering: Answering): Answering =>
  (heard: Heard) => {
    if (!VERSIONS.includes(heard.headers['anthropic-version'] ?? ''))
      return error(400, 'invalid_request_error', 'anthropic-version: a known version is required');
    if (heard.headers.origin && heard.headers['anthropic-dangerous-direct-browser-access'] !== 'true')
      return cors;
    const limit = heard.query.get('limit');
    if (limit !== null && !/^(?:[1-9]\d{0,2}|1000)$/.test(limit))
      return error(400, 'invalid_request_error', 'limit: must be from 1 to 1000');
    return say(answering, heard);
  };

const models = (data: readonly object[], hasMore: boolean) =>
  json(200, { data, has_more: hasMore, first_id: 'the-first', last_id: 'the-last' });

/** Two pages when asked for all, so that nobody takes the first for the whole. */
const list: Answering = ({ query }) => {
  if (query.get('limit') !== '1000') return models(entries.slice(0, 1), true);
  const isRest = query.get('after_id') === 'the-last';
  return isRest ? models(entries.slice(3), false) : models(entries.slice(0, 3), true);
};

const wrong = error(401, 'authentication_error', 'API key is invalid.');

/** What refuses the list refuses work too. */
const row = (name: string, said: Answering, expect: Case['expect'], work: Answering = said): Case => ({
  name,
  fields: key(name),
  answers: { 'GET /v1/models': strict(said), 'POST /v1/messages': strict(work) },
  expect,
});

/** What is no API key makes nothing. */
const notHere: Case['answers'] = { 'GET /v1/models': strict(wrong), 'POST /v1/messages': strict(wrong) };

export const standIn: StandIn = {
  id: 'anthropic',
  hosts: ['api.anthropic.com'],
  presented: (heard) => (heard.headers.authorization ? undefined : heard.headers['x-api-key']),
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong: strict(wrong),
  missing: strict(error(401, 'authentication_error', 'x-api-key header is required')),
  cases: [
    row('good', list, { verdict: 'works', facts: ['organisation'], warnings: [] }, answerMessage),
    row('wrong', wrong, { verdict: 'rejected', reason: 'wrong-key' }),
    row('wrong, in older words', error(401, 'authentication_error', 'invalid x-api-key'), {
      verdict: 'rejected',
      reason: 'wrong-key',
    }),
    row(
      'browsers refused',
      error(
        401,
        'authentication_error',
        'CORS requests are not allowed for this Organization because of its settings',
      ),
      { verdict: 'unreachable', reason: 'browser-refused' },
    ),
    row('restricted', error(403, 'permission_error', 'Your API key may not use this resource.'), {
      verdict: 'works-with-limits',
      reason: 'no-permission',
    }),
    row(
      'on hold',
      error(403, 'permission_error', 'This organization is on hold.', { error_code: 'organization_on_hold' }),
      { verdict: 'rejected', reason: 'account-suspended' },
    ),
    row('no models', models([], false), { verdict: 'works-with-limits', reason: 'no-models' }),
    row('empty', error(400, 'invalid_request_error', 'Your credit balance is too low to use the API.'), {
      verdict: 'out-of-credit',
      reason: 'no-credit',
    }),
    row('unpaid', error(402, 'billing_error', 'There is a problem with the billing of this account.'), {
      verdict: 'out-of-credit',
      reason: 'no-credit',
    }),
    row(
      'spending limit',
      error(429, 'rate_limit_error', 'The spend limit is reached.', {
        error_code: 'enforced_spend_limit_reached',
      }),
      { verdict: 'out-of-credit', reason: 'spend-limit-reached' },
    ),
    row('overloaded', error(529, 'overloaded_error', 'Overloaded'), {
      verdict: 'unreachable',
      reason: 'provider-down',
    }),
    row('region', json(403, { error: { type: 'forbidden', message: 'Request not allowed' } }, {}), {
      verdict: 'unreachable',
      reason: 'region-refused',
    }),
    {
      name: 'admin',
      fields: admin('admin'),
      answers: {
        ...notHere,
        'GET /v1/organizations/me': strict(
          json(200, { id: 'org_1', type: 'organization', name: 'Kettle and Co', a_field_of_tomorrow: 1 }),
        ),
      },
      expect: {
        verdict: 'works-with-limits',
        reason: 'admin-only',
        facts: ['organisation'],
        warnings: ['can-manage-organisation'],
      },
    },
    {
      name: 'sign-in token',
      fields: { apiKey: `sk-ant-oat01-${body('access')}AA` },
      answers: notHere,
      isKnownBySight: true,
      expect: { verdict: 'rejected', reason: 'sign-in-token' },
    },
    {
      name: 'refresh token',
      fields: { apiKey: `sk-ant-ort01-${body('refresh')}AA` },
      answers: notHere,
      isKnownBySight: true,
      expect: { verdict: 'rejected', reason: 'sign-in-token' },
    },
  ],
};
