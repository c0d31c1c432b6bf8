import { newDesk } from '../desk';
import { ALPHANUMERIC, basicOf, type Case, HEX, letters, type StandIn } from './shape';

const sid = (prefix: string, seed: string) => `${prefix}${letters(`twilio ${seed}`, 32, HEX)}`;
const pair = (seed: string, account = seed) => ({
  accountSid: sid('AC', account),
  authToken: letters(`twilio token ${seed}`, 32, HEX),
});
const trio = (seed: string) => ({
  accountSid: sid('AC', seed),
  keySid: sid('SK', `key ${seed}`),
  keySecret: letters(`twilio secret ${seed}`, 32, ALPHANUMERIC),
});

/** No CORS headers: Twilio is not made for pages. */
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'twilio-request-id': `RQ${letters('request', 32, HEX)}`, ...headers },
  body,
});

const ASKS = { 'www-authenticate': 'Basic realm="Twilio API"' };
const refusal = (status: number, code: number, message: string) =>
  json(
    status,
    { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    status === 401 ? ASKS : {},
  );
const wrong = refusal(401, 20003, 'Authentication Error - invalid username');

const path = (account: string, what: string) => `GET /2010-04-01/Accounts/${account}/${what}.json`;
const balance = (seed: string, answer: Case['answers'][string]): Case['answers'] => ({
  [path(sid('AC', seed), 'Balance')]: answer,
});
const messages = (seed: string, answer: Case['answers'][string]): Case['answers'] => ({
  [path(sid('AC', seed), 'Messages')]: (heard) => {
    // More than one would fetch what nobody asked for.
    if (heard.query.get('PageSize') !== '1') return refusal(400, 20001, 'PageSize must be 1 here');
    return typeof answer === 'function' ? answer(heard) : answer;
  },
});

const holds = (seed: string, amount: string, currency = 'USD') =>
  json(200, { account_sid: sid('AC', seed), balance: amount, currency, a_field_of_tomorrow: {} });
const oneMessage = json(200, {
  messages: [{ sid: sid('SM', 'message'), body: 'Your parcel is at the door.', to: '+15005550006' }],
  page: 0,
  page_size: 1,
  next_page_uri: null,
});

/** A key is named by its SID, below the account that it belongs to. */
export const desk = newDesk({
  keys: [],
  identity: () => undefined,
  presented: basicOf,
  good: () => ({}),
  wrong,
  refusal: wrong,
  end: {
    whose: (heard) => {
      const named = /^\/2010-04-01\/Accounts\/AC\w{32}\/Keys\/(SK\w{32})\.json$/.exec(heard.path)?.[1];
      const presented = basicOf(heard);
      return heard.method === 'DELETE' && named && presented?.startsWith(`${named}:`) ? presented : undefined;
    },
    told: { status: 204 },
  },
});

export const standIn: StandIn = {
  id: 'twilio',
  hosts: ['api.twilio.com'],
  desk,
  presented: basicOf,
  identity: (fields, kind) =>
    kind === 'api-key' ? `${fields.keySid}:${fields.keySecret}` : `${fields.accountSid}:${fields.authToken}`,
  // Another token of the good account: the address names the account.
  another: (number) => pair(`another ${number}`, 'good'),
  wrong,
  missing: refusal(401, 20003, 'Authentication Error - No credentials provided'),
  cases: [
    {
      name: 'good',
      fields: pair('good'),
      answers: balance('good', holds('good', '12.34')),
      expect: { verdict: 'works', facts: ['account', 'balance'], warnings: ['can-create-keys'] },
    },
    {
      name: 'wrong',
      fields: pair('wrong'),
      answers: balance('wrong', wrong),
      expect: { verdict: 'rejected', reason: 'wrong-pair' },
    },
    {
      name: 'empty',
      fields: pair('empty'),
      answers: balance('empty', holds('empty', '-0.05', 'EUR')),
      expect: { verdict: 'out-of-credit', reason: 'balance-used-up', facts: ['balance'] },
    },
    {
      name: 'subaccount',
      fields: pair('subaccount'),
      answers: {
        ...balance('subaccount', refusal(404, 20404, 'The requested resource was not found')),
        ...messages('subaccount', oneMessage),
      },
      expect: { verdict: 'works', facts: ['account'], warnings: ['can-create-keys'] },
    },
    {
      name: 'suspended',
      fields: pair('suspended'),
      answers: balance('suspended', refusal(401, 20005, 'Account not active')),
      expect: { verdict: 'rejected', reason: 'account-suspended' },
    },
    {
      name: 'test credentials',
      fields: pair('test'),
      answers: balance('test', refusal(403, 20008, 'Resource not accessible with Test Account Credentials')),
      expect: { verdict: 'works-with-limits', reason: 'test-mode', facts: ['mode'] },
    },
    {
      name: 'an identifier that cannot be one',
      fields: { ...pair('odd'), accountSid: '../Accounts' },
      answers: {},
      expect: { verdict: 'rejected', reason: 'format-wrong' },
    },
    {
      // It may not read the balance: only the messages prove it.
      name: 'standard API key',
      kind: 'api-key',
      fields: trio('standard'),
      answers: { ...balance('standard', wrong), ...messages('standard', oneMessage) },
      expect: { verdict: 'works', facts: ['account'], warnings: [] },
    },
    {
      name: 'wrong API key',
      kind: 'api-key',
      fields: trio('wrong key'),
      answers: messages('wrong key', refusal(401, 20003, 'Authenticate')),
      expect: { verdict: 'rejected', reason: 'wrong-pair' },
    },
    ...[401, 403].map(
      (status): Case => ({
        name: `restricted API key, told with ${status}`,
        kind: 'api-key',
        fields: trio(`restricted ${status}`),
        answers: messages(`restricted ${status}`, refusal(status, 70051, 'Authorization Failed')),
        expect: { verdict: 'works-with-limits', reason: 'not-permitted' },
      }),
    ),
    {
      name: 'an answer of another shape',
      kind: 'api-key',
      fields: trio('shape'),
      answers: messages('shape', json(200, { message: 'hello' })),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
  ],
};
