/** One key of each of the 27 services, through the dialog, in both browsers: its fields, its hosts, its verdict. */
import { describe, expect, it } from 'vitest';
import { verdictWords } from '../../components/keys/findings';
import { bothBrowsers } from '../harness/browser';
import { plantCookies } from '../harness/cookies';
import { credentialOf, fillKey, verdictOf } from '../harness/journey';
import type { Found } from '../harness/screen';
import { allStandIns } from '../harness/stand-ins/all';
import { guides, kindOf, secretsIn } from '../harness/wires';
import { keyNamed, setStage } from './keys-stage';

/** What has to be filled in, where it is more than an "API key". Other tools and screen readers go by these words. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  twilio: ['Account SID', 'Auth Token'],
  aws: ['Access key ID', 'Secret access key'],
  cloudinary: ['Cloud name', 'API key', 'API secret'],
  mixpanel: ['Service account username', 'Service account secret', 'Project ID'],
  ga4: ['Measurement ID', 'API secret'],
};

const goodOf = (id: string) => {
  const row = allStandIns.find((standIn) => standIn.id === id)?.cases.find(({ name }) => name === 'good');
  if (!row) throw new Error(`${id} has no good case`);
  return row;
};

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);

  it('has cookies of every host', () => plantCookies(stage.browser, stage.server.hosts));

  it.each([...guides.values()].map((guide) => [guide.name, guide.id] as const))(
    '%s',
    async (provider, id) => {
      const { screen, server } = stage;
      const row = goodOf(id);
      server.forget();
      const dialog = await fillKey(screen, credentialOf(id, row.fields, row.kind), { name: 'By hand' });
      expect(await missing(dialog, LABELS[id] ?? ['API key'])).toEqual([]);
      await dialog.find('button', 'Check and save').click();
      await dialog.waitGone(25_000);
      const item = await keyNamed(screen, provider, 'By hand');
      expect(await verdictOf(item)).toBe(verdictWords[row.expect.verdict]);
      const shown = await item.content();
      for (const secret of secretsIn(kindOf(id, row.kind) ?? never(), row.fields))
        expect(shown).not.toContain(secret);
      expect(new Set(server.heard.map(({ standIn }) => standIn))).toEqual(
        new Set(row.expect.verdict === 'cannot-be-checked' ? [] : [id]),
      );
    },
  );

  it('sent each secret to its own provider alone, without a cookie, and logged nothing', async () => {
    stage.server.assertClean();
    await stage.browser.assertQuiet();
  });
});

/** The labels that no field, or more than one, goes by. */
async function missing(dialog: Found, labels: readonly string[]): Promise<string[]> {
  const counts = await Promise.all(labels.map((label) => dialog.field(label).count()));
  return labels.filter((_, at) => counts[at] !== 1);
}

function never(): never {
  throw new Error('no such kind');
}
