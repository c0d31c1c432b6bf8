import { imageAnswers, imageFiles } from './replicate/predictions';
import { ALPHANUMERIC, bearerOf, type Case, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: `r8_${letters(`replicate ${seed}`, 37, ALPHANUMERIC)}` });

const json = (status: number, body: unknown): Said => ({ status, body });

const account = (over: object) =>
  json(200, {
    type: 'user',
    username: 'ember',
    name: 'Ember Keeper',
    github_url: 'https://github.com/ember-example',
    avatar_url: 'https://example.org/ember.png',
    a_field_of_tomorrow: [],
    ...over,
  });

const wrong = json(401, {
  title: 'Unauthenticated',
  detail: 'You did not pass a valid authentication token',
  status: 401,
});

/** A key that the account refuses makes nothing either. */
const of = (answer: Said): Case['answers'] => ({
  'GET /v1/account': answer,
  ...(answer.status === 200 ? imageAnswers : { 'POST /v1/models/*': answer, 'GET /v1/models/*': answer }),
});

export const standIn: StandIn = {
  id: 'replicate',
  hosts: ['api.replicate.com'],
  files: imageFiles,
  presented: bearerOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: json(401, {
    title: 'Unauthenticated',
    detail: 'You did not pass an authentication token',
    status: 401,
  }),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of(account({})),
      expect: { verdict: 'works', facts: ['account', 'label'], warnings: [] },
    },
    {
      name: 'good, of an organisation',
      fields: key('organisation'),
      answers: of(account({ type: 'organization', username: 'hearth', name: '', github_url: null })),
      expect: { verdict: 'works', facts: ['account'] },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'asked too often',
      fields: key('often'),
      answers: of(
        json(429, {
          title: 'Too many requests',
          detail: 'Request was throttled. Expected available in 30 seconds.',
          status: 429,
          retry_after: 30,
        }),
      ),
      expect: { verdict: 'unreachable', reason: 'rate-limited' },
    },
  ],
};
