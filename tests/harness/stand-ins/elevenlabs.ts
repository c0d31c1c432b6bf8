import { type Case, HEX, type Heard, letters, type Said, type StandIn } from './shape';

const key = (seed: string) => ({ apiKey: `sk_${letters(`elevenlabs ${seed}`, 48, HEX)}` });

const keyOf = (heard: Heard): string | undefined =>
  heard.headers.authorization === undefined ? heard.headers['xi-api-key'] : undefined;

const json = (status: number, body: unknown): Said => ({ status, body });

/** As the real one does, it tells the key back in clear: no fact may show it. */
const user =
  (plan: object) =>
  (heard: Heard): Said =>
    json(200, {
      user_id: 'Zx0000000000000000000000000a',
      first_name: 'Ember',
      seat_type: 'workspace_admin',
      is_new_user: false,
      created_at: 1788000000,
      xi_api_key: keyOf(heard),
      xi_api_key_preview: '...a1b2',
      a_field_of_tomorrow: null,
      subscription: {
        tier: 'creator',
        status: 'active',
        currency: 'usd',
        character_count: 12_500,
        character_limit: 100_000,
        next_character_count_reset_unix: 1796000000,
        can_extend_character_limit: true,
        allowed_to_extend_character_limit: false,
        ...plan,
      },
    });

const wrong = json(401, { detail: { status: 'invalid_api_key', message: 'Invalid API key' } });

const forbidden = (more: object) =>
  json(401, {
    detail: {
      status: 'missing_permissions',
      message: 'The API key you used is missing the permission user_read to execute this operation.',
      ...more,
    },
  });

const of = (answer: Case['answers'][string]): Case['answers'] => ({ 'GET /v1/user': answer });

export const standIn: StandIn = {
  id: 'elevenlabs',
  hosts: ['api.elevenlabs.io'],
  presented: keyOf,
  identity: (fields) => fields.apiKey,
  another: (number) => key(`another ${number}`),
  wrong,
  missing: json(401, {
    detail: {
      status: 'needs_authorization',
      message: 'Neither authorization header nor xi-api-key received.',
    },
  }),
  cases: [
    {
      name: 'good',
      fields: key('good'),
      answers: of(user({})),
      expect: { verdict: 'works', facts: ['account', 'tier', 'characters-left', 'limit'], warnings: [] },
    },
    {
      name: 'good, old format',
      fields: { apiKey: letters('elevenlabs old', 32, HEX) },
      answers: of(user({ tier: 'free', character_limit: 10_000, character_count: 0 })),
      expect: { verdict: 'works', facts: ['characters-left'] },
    },
    {
      name: 'wrong',
      fields: key('wrong'),
      answers: of(wrong),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'wrong, answered 400',
      fields: key('wrong 400'),
      answers: of({ ...wrong, status: 400 }),
      expect: { verdict: 'rejected', reason: 'wrong-key' },
    },
    {
      name: 'restricted',
      fields: key('restricted'),
      answers: of(forbidden({})),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes', facts: [], warnings: [] },
    },
    {
      name: 'restricted, newer body',
      fields: key('restricted newer'),
      answers: of(
        forbidden({
          type: 'authentication_error',
          code: 'unauthorized',
          request_id: 'a1b2c3d4',
          param: null,
        }),
      ),
      expect: { verdict: 'works-with-limits', reason: 'missing-scopes' },
    },
    {
      name: 'empty',
      fields: key('empty'),
      answers: of(user({ tier: 'free', character_limit: 10_000, character_count: 10_000 })),
      expect: { verdict: 'out-of-credit', reason: 'characters-used-up', facts: ['characters-left'] },
    },
    {
      name: 'used up, goes on for money',
      fields: key('beyond'),
      answers: of(user({ character_count: 100_200, max_credit_limit_extension: 'unlimited' })),
      expect: { verdict: 'works', facts: ['characters-left'] },
    },
    {
      name: 'refused for another reason',
      fields: key('other'),
      answers: of(json(401, { detail: { status: 'something_new', message: 'Not now.' } })),
      expect: { verdict: 'unreachable', reason: 'unexpected-answer' },
    },
  ],
};
