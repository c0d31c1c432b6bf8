import {
  ALPHANUMERIC,
  type Answering,
  bearerOf,
  type Case,
  type Heard,
  letters,
  type Said,
  type StandIn,
  say,
} from './shape';
import { shareAccount } from './tripo/account';
import { json } from './tripo/errors';
import { modelFiles } from './tripo/output';
import { balance as balanceOf, taskAnswers } from './tripo/tasks';

const INTERNATIONAL = 'openapi.tripo3d.ai';
const CHINA = 'openapi.tripo3d.com';

const key = (seed: string, region = 'international') => ({
  apiKey: `tsk_${letters(`tripo ${seed}`, 43, ALPHANUMERIC)}`,
  region,
});

const balance = (left: number, frozen = 0) =>
  json(200, { code: 0, status: 'success', data: { balance: left, frozen, a_field_of_tomorrow: 1 } });

const wrong = json(401, {
  code: 2,
  status: 'error',
  message: 'Invalid API key',
  suggestion: 'Check if your credentials is valid',
});

/** A key lives in one region; the other one has never heard of it. */
const onlyAt =
  (host: string, answer: Answering) =>
  (heard: Heard): Said =>
    heard.host === host ? say(answer, heard) : wrong;

/** A key that the account refuses makes nothing either. */
const of = (answer: Answering): Case['answers'] => ({
  'GET /v3/account/balance': answer,
  ...Object.fromEntries(Object.keys(taskAnswers).map((path) => [path, answer])),
});

const good = (host: string): Case['answers'] =>
  Object.fromEntries(
    Object.entries({ 'GET /v3/account/balance': balanceOf, ...taskAnswers }).map(([path, answer]) => [
      path,
      onlyAt(host, answer),
    ]),
  );

shareAccount(key('good').apiKey, key('second').apiKey);

export const standIn: StandIn = {
  id: 'tripo',
  hosts: [INTERNATIONAL, CHINA],
  files: modelFiles,
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: wrong,
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: good(INTERNATIONAL),
      expect: { verdict: 'works', facts: ['credits', 'credits-held'], warnings: [] },
    },
    {
      name: 'good, the second of the same account',
      fields: key('second'),
      answers: good(INTERNATIONAL),
      expect: { verdict: 'works', facts: ['credits', 'credits-held'], warnings: [] },
    },
    {
      name: 'good, mainland China',
      fields: key('china', 'china'),
      answers: good(CHINA),
      expect: { verdict: 'works', facts: ['credits'] },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong, as the documents have it',
      fields: key('wrong by the book'),
      answers: of(json(401, { code: 1000, message: 'Invalid API Key', request_id: 'req_0a1b2c' })),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'of the other region',
      fields: key('elsewhere'),
      answers: of(onlyAt(CHINA, balance(300))),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'empty',
      fields: key('empty'),
      answers: of(onlyAt(INTERNATIONAL, balance(0, 20))),
      expect: { verdict: 'out-of-credit', reason: 'no-credit', facts: ['credits', 'credits-held'] },
    },
    {
      name: 'empty, answered 403',
      fields: key('empty 403'),
      answers: of(
        json(403, { code: 2010, status: 'error', message: 'Insufficient credits', request_id: 'req_0a1b2d' }),
      ),
      expect: { verdict: 'out-of-credit', reason: 'no-credit' },
    },
    {
      name: 'not allowed',
      fields: key('not allowed'),
      answers: of(json(403, { code: 1005, status: 'error', message: 'Permission denied' })),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'an error inside a 200',
      fields: key('error inside'),
      answers: of(json(200, { code: 1001, status: 'error', message: 'Fatal server error', data: null })),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
    {
      name: 'asked too often',
      fields: key('often'),
      answers: of(
        json(
          429,
          { code: 1007, status: 'error', message: 'Too many requests' },
          { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '0' },
        ),
      ),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
  ],
};
