import { expect, it } from 'vitest';
import { wire } from '../../lib/providers/all/stripe';
import { standIn } from '../harness/stand-ins/stripe';
import { asked } from './asked';

const { apiKey = '' } = standIn.another(1);

it('names what a restricted key lacks, and nothing of the key that Stripe quotes', async () => {
  const echo = `${apiKey.slice(0, 8)}****${apiKey.slice(-12)}`;
  const message = `The provided key '${echo}' does not have the required permissions for this endpoint on account 'acct_1Ember'. Having the 'rak_a_read' or 'rak_b_read' permission would allow this request to continue.`;
  const { report } = await asked(wire, { apiKey }, { status: 403, body: { error: { message } } });
  expect(report.reason).toEqual({ code: 'missing-scopes', values: { scopes: 'rak_a_read, rak_b_read' } });
  expect(report.facts).toContainEqual({ name: 'account', text: 'acct_1Ember' });
  expect(JSON.stringify(report)).not.toContain(apiKey.slice(-12));
});

it('sends an organisation key nowhere', async () => {
  const fields = { apiKey: `sk_org_live_${apiKey.slice(8)}` };
  expect(wire.originsFor('api-key', fields)).toEqual([]);
  expect((await asked(wire, fields, { status: 200, body: {} })).urls).toEqual([]);
});

it('says that a publishable key is one', async () => {
  const error = { code: 'secret_key_required', message: 'This call cannot be made with a publishable key.' };
  const fields = { apiKey: `pk_test_${apiKey.slice(8)}` };
  const { report } = await asked(wire, fields, { status: 403, body: { error } });
  expect(report).toMatchObject({ verdict: 'rejected', reason: { code: 'publishable-key' } });
});
