import { ALPHANUMERIC, letters, type StandIn } from './shape';

const stream = (seed: string) => ({
  measurementId: `G-${letters(`ga4 ${seed}`, 10, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`,
  apiSecret: letters(`ga4 secret ${seed}`, 22, `${ALPHANUMERIC}_-`),
});

/** Nobody may ask Google anything with this secret: there is no host to ask. */
const nobody = { status: 404, body: 'nothing may be asked here' };

export const standIn: StandIn = {
  id: 'ga4',
  hosts: [],
  presented: () => undefined,
  identity: () => undefined,
  another: (number) => stream(`another ${number}`),
  wrong: nobody,
  missing: nobody,
  cases: [
    {
      name: 'good',
      fields: stream('good'),
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'format-only', facts: [], warnings: [] },
    },
    {
      name: 'another shape of ID',
      fields: { ...stream('old'), measurementId: 'UA-1234567-1' },
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'format-wrong' },
    },
    {
      name: 'another shape of secret',
      fields: { ...stream('short'), apiSecret: 'too short' },
      answers: {},
      expect: { verdict: 'cannot-be-checked', reason: 'format-wrong' },
    },
  ],
};
