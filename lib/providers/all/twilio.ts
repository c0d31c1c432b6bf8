// https://www.twilio.com/docs/iam/api-keys and /docs/api/errors/20003 (answers seen on the wire until 2026-09-05)
import type { Answer } from '../../http/answer';
import type { Report } from '../report';
import type { Card, Face, Field, Kind, Traits, Wire } from '../shape';
import { ask, basic } from '../wire/ask';
import { once } from '../wire/once';
import { asArray, asText, at } from '../wire/read';
import { finding, isOk, limited, money, outOfCredit, rejected, text, unclear, works } from '../wire/verdicts';

const ACCOUNTS = 'https://api.twilio.com/2010-04-01/Accounts';

const accountSid: Field = {
  name: 'accountSid',
  label: 'Account SID',
  holds: 'identifier',
  help: 'Begins with AC. It stands on the first page of the Console.',
};

const kinds: readonly Kind[] = [
  {
    id: 'auth-token',
    label: 'Auth Token',
    fields: [accountSid, { name: 'authToken', label: 'Auth Token', holds: 'secret' }],
  },
  {
    id: 'api-key',
    label: 'API key',
    fields: [
      accountSid,
      { name: 'keySid', label: 'API Key SID', holds: 'identifier', help: 'Begins with SK.' },
      {
        name: 'keySecret',
        label: 'API Key Secret',
        holds: 'secret',
        help: 'Twilio shows it only once, when the key is made.',
      },
    ],
  },
];

const origins = ['https://api.twilio.com'] as const;
const originsFor = () => origins;

export const wire: Wire = {
  id: 'twilio',
  kinds,
  origins,
  downloads: [],
  originsFor,

  // An API key is named by its SID. Only a Main key may delete keys: others are refused, and nothing happens.
  rotate: {
    async end(call) {
      const { accountSid: account = '', keySid = '', keySecret = '' } = call.secret;
      const url = `${ACCOUNTS}/${encodeURIComponent(account)}/Keys/${encodeURIComponent(keySid)}.json`;
      const answer = await once(call, url, { method: 'DELETE', headers: basic(keySid, keySecret) });
      return { answer, isEnded: answer.status === 204 };
    },
  },

  // Never `/Accounts.json` or `/Accounts/{sid}.json`: their answers hold the Auth Token in clear.
  async check(call) {
    const { accountSid: account = '', keySid = '', keySecret = '', authToken = '' } = call.secret;
    const isKey = call.kind === 'api-key';
    const user = isKey ? keySid : account;
    if (![account, user].every(isSid)) return rejected(finding('format-wrong'));
    const headers = basic(user, isKey ? keySecret : authToken);
    const of = `${ACCOUNTS}/${encodeURIComponent(account)}`;
    if (!isKey) {
      const answer = await ask(call, `${of}/Balance.json`, headers);
      // A subaccount has no balance of its own: what follows proves its token as well.
      if (at(answer.json, 'code') !== NOT_FOUND) return judgeBalance(answer);
    }
    return judgeMessages(await ask(call, `${of}/Messages.json?PageSize=1`, headers), account, isKey);
  },
};

const isSid = (value: string) => /^[A-Za-z0-9]{1,64}$/.test(value);
const NOT_FOUND = 20404;

/** Whoever holds the Auth Token may do all that the account may. */
const ofAuthToken = [finding('can-create-keys')];

function judgeBalance(answer: Answer): Report {
  const account = asText(at(answer.json, 'account_sid'));
  if (!isOk(answer) || !account) return findRefusal(answer) ?? unclear(answer);
  const balance = money('balance', at(answer.json, 'balance'), asText(at(answer.json, 'currency')) ?? '');
  const more = { facts: [text('account', account), balance], warnings: ofAuthToken };
  const isUsedUp = balance !== undefined && Number(at(answer.json, 'balance')) <= 0;
  return isUsedUp ? outOfCredit(finding('balance-used-up'), more) : works(more);
}

/** The message in the answer is nobody's business here: only the answer's shape is looked at. */
function judgeMessages(answer: Answer, account: string, isKey: boolean): Report {
  if (!isOk(answer) || !asArray(at(answer.json, 'messages'))) return findRefusal(answer) ?? unclear(answer);
  return works({ facts: [text('account', account)], warnings: isKey ? [] : ofAuthToken });
}

/** Twilio's own codes decide: 401 is said of wrong pairs and of genuine keys alike. */
function findRefusal(answer: Answer): Report | undefined {
  switch (at(answer.json, 'code')) {
    case 20003:
      return rejected(finding('wrong-pair'));
    case 20005:
      return rejected(finding('account-suspended'));
    case 20008:
      return limited(finding('test-mode'), { facts: [text('mode', 'test')] });
    case 70051:
      return limited(finding('not-permitted'));
    default:
      return undefined;
  }
}

export const face: Face = {
  id: 'twilio',
  name: 'Twilio',
  category: 'sms',
  about: 'Text messages and phone calls to almost every country.',
  makes: [],
  keyPage: 'https://console.twilio.com',
};

export const card: Card = {
  face,
  benefits: [
    'SMS, WhatsApp and calls from one account',
    'Keys that can be limited and deleted one by one',
    'A trial account to start with',
  ],
  site: 'https://www.twilio.com',
  docs: 'https://www.twilio.com/docs/iam/api-keys',
  steps: [
    'Sign in at console.twilio.com and copy the Account SID from Account Info.',
    'Better than the Auth Token is an API key: open Admin, Account management, API keys & tokens.',
    'Choose Create API key, of the type Standard or Restricted.',
    'Copy its SID and its secret: the secret is shown only once.',
  ],
  setup: { minutes: 5, difficulty: 'medium' },
  price: {
    note: 'Pay as you go. The price of a message depends on the country.',
    free: 'A trial account. How much credit it comes with is not known.',
    asOf: '2026-11-21',
  },
  keyFormat: 'Account SID: AC and 32 characters; Auth Token: 32 characters; API key: SK and 32 characters',
  kinds,
  originsFor,
  formats: [
    { kind: 'auth-token', field: 'accountSid', pattern: /^AC[0-9a-f]{32}$/, isUnmistakable: true },
    { kind: 'auth-token', field: 'authToken', pattern: /^[0-9a-f]{32}$/ },
    { kind: 'api-key', field: 'accountSid', pattern: /^AC[0-9a-f]{32}$/, isUnmistakable: true },
    { kind: 'api-key', field: 'keySid', pattern: /^SK[0-9a-fA-F]{32}$/, isUnmistakable: true },
    { kind: 'api-key', field: 'keySecret', pattern: /^[A-Za-z0-9]{32}$/ },
  ],
  rotate: { mayEnd: ({ kind }) => kind === 'api-key' },
  tips: [
    'Rejected although it is copied right? Keys belong to one Twilio region, and Firekeep asks the United States.',
    'Test credentials look like live ones. They can send nothing and read almost nothing.',
  ],
  findings: {
    'wrong-pair':
      'Twilio does not accept this pair. It is wrong or deleted, belongs to another Twilio region, or the account is suspended.',
    'balance-used-up': 'The balance is used up. Accounts that pay by invoice can ignore this.',
    'not-permitted':
      'Twilio knows this key, but it is restricted and may not read this, or the account is suspended.',
  },
};

export const traits: Traits = {
  id: 'twilio',
  limits: { is: 'yes', note: 'Restricted API keys have rights of their own.' },
  expiry: { is: 'unknown', note: 'Not known.' },
  variables: {
    'auth-token': {
      accountSid: ['TWILIO_ACCOUNT_SID', 'TWILIO_SID', 'ACCOUNT_SID'],
      authToken: ['TWILIO_AUTH_TOKEN', 'TWILIO_TOKEN', 'AUTH_TOKEN'],
    },
    'api-key': {
      accountSid: ['TWILIO_ACCOUNT_SID', 'TWILIO_SID', 'ACCOUNT_SID'],
      keySid: ['TWILIO_API_KEY_SID', 'TWILIO_API_KEY', 'TWILIO_API_SID', 'API_KEY_SID'],
      keySecret: ['TWILIO_API_KEY_SECRET', 'TWILIO_API_SECRET', 'API_KEY_SECRET'],
    },
  },
};
