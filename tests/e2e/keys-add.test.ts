/** Adding a key as a person does it, in both browsers: what is taken at once, what is held back, and why. */
import { describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { addKey, cardOf, credentialOf, fillKey, verdictOf } from '../harness/journey';
import { denyHosts } from '../harness/prompts';
import type { Found } from '../harness/screen';
import {
  caseOf,
  keyNamed,
  openKeys,
  pasteInto,
  savedKeys,
  setStage,
  untilSaved,
  untilSays,
} from './keys-stage';

const submit = (dialog: Found) => dialog.find('button', 'Check and save').click();
const cancel = (dialog: Found) => dialog.find('button', 'Cancel').click();

describe.each(bothBrowsers)('%s: adding', (name) => {
  const stage = setStage(name);
  const fresh = (provider: string) => credentialOf(provider, stage.server.credential(provider));
  const known = (provider: string, row: string) => {
    const { fields, kind } = caseOf(provider, row);
    return credentialOf(provider, fields, kind);
  };

  it('a good key saves it at once, names it, masks it and makes it the default', async () => {
    const { screen, server } = stage;
    const { apiKey = '' } = server.credential('openai');
    expect(await cardOf(screen, 'OpenAI').content()).toContain('API key required');
    await addKey(screen, credentialOf('openai', { apiKey }), { name: 'Blog', environment: 'Test' });
    const row = await keyNamed(screen, 'OpenAI', 'Blog');
    expect(await verdictOf(row)).toBe('works');
    const said = await row.content();
    expect(said).toContain(`sk-proj-…${apiKey.slice(-4)}`);
    for (const words of [
      'Test',
      'Default',
      'Organisation',
      'kettle-and-co',
      'Checked just now',
      'Added just now',
    ])
      expect(said).toContain(words);
    const card = await cardOf(screen, 'OpenAI').content();
    expect(card).toContain('Connected');
    expect(card).not.toContain('API key required');
    await untilSays(screen, 'OpenAI key saved: works\\.');
  });

  it('the same key again is refused, and says where it is', async () => {
    const { screen, server } = stage;
    await addKey(screen, known('groq', 'good'), { name: 'First' });
    server.forget();
    const dialog = await fillKey(screen, known('groq', 'good'), { name: 'Second' });
    await submit(dialog);
    await untilSays(dialog.find('alert'), 'saved already.*under Groq as “First”');
    expect(await dialog.find('button', 'Save anyway').count()).toBe(0);
    expect(server.heard).toEqual([]);
    await cancel(dialog);
    await untilSaved(screen, 'Groq', 1);
  });

  it('a rejected key says why and stays open; saved anyway it is marked and no default', async () => {
    const { screen } = stage;
    const dialog = await fillKey(screen, known('mistral', 'wrong'), { name: 'Typo' });
    await submit(dialog);
    await untilSays(dialog.find('alert'), 'Mistral rejects this key.*mistyped.*not saved.*marked rejected');
    expect(await savedKeys(screen, 'Mistral')).toBe(0);
    await dialog.find('button', 'Save anyway').click();
    await dialog.waitGone();
    const row = await keyNamed(screen, 'Mistral', 'Typo');
    expect(await verdictOf(row)).toBe('rejected');
    expect(await row.content()).not.toContain('Default');
    expect(await row.find('button', 'Make default').count()).toBe(0);
  });

  it('a rejected key that is not wanted leaves nothing', async () => {
    const { screen } = stage;
    const dialog = await fillKey(screen, known('deepseek', 'wrong'));
    await submit(dialog);
    await dialog.find('alert').waitVisible();
    await cancel(dialog);
    await dialog.waitGone();
    expect(await savedKeys(screen, 'DeepSeek')).toBe(0);
    expect(await cardOf(screen, 'DeepSeek').find('button', 'Add key').isFocused()).toBe(true);
  });

  it('a key of the other region offers that region, and asks there only when told to', async () => {
    const { screen, server } = stage;
    server.forget();
    const dialog = await fillKey(screen, known('tripo', 'of the other region'), { name: 'Elsewhere' });
    await submit(dialog);
    await dialog.find('alert').waitVisible();
    expect(new Set(server.heard.map(({ host }) => host))).toEqual(new Set(['openapi.tripo3d.ai']));
    await dialog.find('alert').find('button', 'Check with Mainland China').click();
    await dialog.waitGone();
    const row = await keyNamed(screen, 'Tripo', 'Elsewhere');
    expect(await verdictOf(row)).toBe('works');
    expect(await row.content()).toContain('Region Mainland China');
  });

  it('hosts that are denied: nothing is sent, the key can wait, and Allow checks it', async () => {
    const { server } = stage;
    const screen = await openKeys(stage);
    await screen.evaluate(denyHosts);
    server.forget();
    const dialog = await fillKey(screen, fresh('resend'), { name: 'Shy' });
    await submit(dialog);
    await untilSays(dialog.find('alert'), 'not checked.*does not let Firekeep reach api\\.resend\\.com');
    await dialog.find('button', 'Save anyway').click();
    await dialog.waitGone();
    const row = await keyNamed(screen, 'Resend', 'Shy');
    expect(await verdictOf(row)).toBe('not checked yet');
    await row.find('button', 'Allow').click();
    await untilSays(row.find('alert'), 'does not let Firekeep reach this service');
    expect(server.heard).toEqual([]);

    await screen.reload();
    const again = await keyNamed(screen, 'Resend', 'Shy');
    await again.find('button', 'Allow').click();
    await again.text('works').waitVisible();
    await again.find('button', 'Allow').waitGone();
    expect(server.heard.map(({ host }) => host)).toContain('api.resend.com');
    await screen.close();
  });

  it('an unknown format is warned about and checked all the same', async () => {
    const { screen, server } = stage;
    server.forget();
    const dialog = await fillKey(screen, { provider: 'Stripe', kind: undefined, values: [] });
    await dialog.field('API key').fill('future_0123456789abcdef');
    await dialog.field('Name').focus();
    await untilSays(dialog, 'does not look like what Stripe uses today');
    await submit(dialog);
    await untilSays(dialog.find('alert'), 'Stripe rejects this key');
    expect(server.heard.map(({ host }) => host)).toContain('api.stripe.com');
    await cancel(dialog);
  });

  it('a key of another provider is held back, and goes there with one press', async () => {
    const { screen, server } = stage;
    const { apiKey = '' } = server.credential('openrouter');
    server.forget();
    const dialog = await fillKey(screen, { provider: 'Anthropic', kind: undefined, values: [] });
    await dialog.field('API key').fill(apiKey);
    await submit(dialog);
    await untilSays(dialog.find('alert'), 'This is a key of OpenRouter.*Nothing was sent to Anthropic');
    expect(server.heard).toEqual([]);
    await dialog.find('alert').find('button', 'Go to OpenRouter').click();
    const there = screen.find('dialog', 'Add OpenRouter key');
    await there.waitVisible();
    expect(await there.field('API key').value()).toBe(apiKey);
    await submit(there);
    await there.waitGone();
    await untilSaved(screen, 'OpenRouter', 1);
    expect(new Set(server.heard.map(({ host }) => host))).toEqual(new Set(['openrouter.ai']));
  });

  it('what is no key of any kind is called by its name', async () => {
    const { screen } = stage;
    const dialog = await fillKey(screen, { provider: 'GitHub', kind: undefined, values: [] });
    await dialog.field('API key').fill('ghr_0123456789abcdefghijABCDEFGHIJ012345');
    await dialog.field('Name').focus();
    await untilSays(dialog, 'This is a refresh token');
    await cancel(dialog);
  });

  it('a pasted line of a settings file becomes the key in it', async () => {
    const { screen, server } = stage;
    const { apiKey = '' } = server.credential('cerebras');
    const dialog = await fillKey(screen, { provider: 'Cerebras', kind: undefined, values: [] });
    await pasteInto(dialog.field('API key'), `export CEREBRAS_API_KEY="${apiKey}"  `, dialog.field('Name'));
    expect(await dialog.field('API key').value()).toBe(apiKey);
    await submit(dialog);
    await dialog.waitGone();
    await untilSaved(screen, 'Cerebras', 1);
  });

  it('a pasted address with several parts fills them all', async () => {
    const { screen, server } = stage;
    const { cloudName = '', apiKey = '', apiSecret = '' } = server.credential('cloudinary');
    const dialog = await fillKey(screen, { provider: 'Cloudinary', kind: undefined, values: [] });
    const address = `cloudinary://${apiKey}:${apiSecret}@${cloudName}`;
    await pasteInto(dialog.field('API secret'), address, dialog.field('Name'));
    expect(await dialog.field('Cloud name').value()).toBe(cloudName);
    expect(await dialog.field('API key').value()).toBe(apiKey);
    expect(await dialog.field('API secret').value()).toBe(apiSecret);
    await submit(dialog);
    await dialog.waitGone();
    const said = await (await keyNamed(screen, 'Cloudinary', '…')).content();
    expect(said).toContain(cloudName);
    expect(said).not.toContain(apiSecret);
  });

  it('another kind of credential is behind a choice', async () => {
    const { screen } = stage;
    const credential = known('twilio', 'standard API key');
    await addKey(screen, credential, { name: 'Narrow' });
    expect(await verdictOf(await keyNamed(screen, 'Twilio', 'Narrow'))).toBe('works');
  });

  it('an empty field says so, and nothing is sent', async () => {
    const { screen, server } = stage;
    server.forget();
    const dialog = await fillKey(screen, { provider: 'AWS S3', kind: undefined, values: [] });
    await dialog.field('Access key ID').fill('AKIA0123456789ABCDEF');
    await submit(dialog);
    await untilSays(dialog, 'Fill in “Secret access key”');
    expect(await dialog.field('Secret access key').isFocused()).toBe(true);
    expect(server.heard).toEqual([]);
    await cancel(dialog);
  });

  it('secrets are in no address, and neither in the page’s text nor in its attributes', async () => {
    const { screen, server } = stage;
    const { apiKey = '' } = server.credential('xai');
    const html = () => screen.evaluate(() => location.href + document.documentElement.outerHTML);
    const dialog = await fillKey(screen, credentialOf('xai', { apiKey }));
    expect(await html()).not.toContain(apiKey);
    await submit(dialog);
    await dialog.waitGone();
    expect(await html()).not.toContain(apiKey);
  });

  it('sent each secret to its own provider alone, and logged nothing', async () => {
    stage.server.assertClean();
    await stage.browser.assertQuiet();
  });
});
