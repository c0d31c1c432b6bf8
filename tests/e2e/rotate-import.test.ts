/** Keys over time, as a person lives with them: out of a file, into use, followed by others, revoked. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { addKey, credentialOf, unlock } from '../harness/journey';
import type { Found } from '../harness/screen';
import { desk } from '../harness/stand-ins/aws';
import { until } from '../harness/until';
import { caseOf, keyNamed, savedKeys, setStage, untilSaved, untilSays } from './keys-stage';
import { KEYS } from './stage';

const secretOf = (provider: string, row = 'good') => caseOf(provider, row).fields.apiKey ?? '';
const twilio = caseOf('twilio', 'good').fields;

const FILE = `# keys of the shop
export OPENROUTER_API_KEY="${secretOf('openrouter')}"
GROQ_API_KEY=${secretOf('groq')}   # quick
GITHUB_TOKEN='${secretOf('github')}'
RESEND_API_KEY=${secretOf('resend', 'wrong')}
TWILIO_ACCOUNT_SID=${twilio.accountSid}
TWILIO_AUTH_TOKEN=${twilio.authToken}

PORT=8080
SOMETHING=${secretOf('mistral')}
`;

const press = (place: Found, button: string) => place.find('button', button).click();
const isWrite = ({ method }: { readonly method: string }) => method !== 'GET';

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);
  beforeAll(() => desk.reset());

  const restart = async () => {
    await stage.browser.kill();
    stage.browser = await stage.browser.relaunch();
    stage.screen = await stage.browser.open(KEYS);
    await unlock(stage.screen);
  };
  /** The row's button, and the dialog that it opens. */
  const rotate = async (provider: string, key: string, button = 'Rotate') => {
    await press(await keyNamed(stage.screen, provider, key), button);
    const dialog = stage.screen.find('dialog', `Rotate “${key}”`);
    await dialog.waitVisible();
    return dialog;
  };

  it('takes six kinds of keys out of one file, and saves none before somebody says so', async () => {
    const { screen, server } = stage;
    server.forget();
    await screen.find('button', 'Import keys').click();
    const dialog = screen.find('dialog', 'Import keys');
    await dialog.field('Keys').fill(FILE);
    await press(dialog, 'Read');
    await untilSays(dialog, '6 keys found: 5 new and 1 to be told apart');
    await dialog.field('Service').choose('Mistral');
    expect(await screen.content()).not.toContain(secretOf('groq'));
    expect(server.heard).toEqual([]);
    await press(dialog, 'Check all');
    await until(async () => (await dialog.text('works').count()) === 5, { what: 'five good keys' });
    await dialog.text('rejected').waitVisible();
    expect(await savedKeys(screen, 'Groq')).toBe(0);
    expect(server.heard.filter(isWrite)).toEqual([]);
    await press(dialog, 'Save 5 keys');
    await dialog.text('5 keys were saved.').waitVisible();
    await press(dialog, 'Done');
    await dialog.waitGone();
    for (const provider of ['OpenRouter', 'Groq', 'GitHub', 'Twilio', 'Mistral'])
      await untilSaved(screen, provider, 1);
    expect(await savedKeys(screen, 'Resend')).toBe(0);
  });

  it('follows a key whose service revokes it on its own page', async () => {
    const { screen, server } = stage;
    const dialog = await rotate('Groq', 'GROQ_API_KEY');
    await dialog.field('API key').fill(server.credential('groq').apiKey ?? '');
    await dialog.field('Name').fill('Fresh');
    await press(dialog, 'Check and use it');
    await dialog.find('button', 'I have revoked it').waitVisible();
    expect(await (await keyNamed(screen, 'Groq', 'Fresh')).content()).toContain('Default');
    expect(await (await keyNamed(screen, 'Groq', 'GROQ_API_KEY')).content()).toContain('Disabled');
    await press(dialog, 'I have revoked it');
    await press(dialog, 'Remove');
    await dialog.waitGone();
    await untilSaved(screen, 'Groq', 1);
  });

  it('follows a key whose service makes and revokes keys, once each, through a death in between', async () => {
    const { screen } = stage;
    const { fields } = caseOf('aws', 'good');
    await addKey(screen, credentialOf('aws', fields), { name: 'Bucket' });
    const dialog = await rotate('AWS S3', 'Bucket');
    // The service makes the key, and the browser dies before it hears of it.
    desk.next = 'late';
    await press(dialog, 'Let AWS S3 make it');
    await press(dialog, 'Make the key');
    await until(async () => desk.made === 1, { what: 'the key to be made' });
    await restart();
    const again = await rotate('AWS S3', 'Bucket');
    await again.text('A new key may have been made at AWS S3').waitVisible();
    expect(desk.made).toBe(1);
    await press(again, 'Let AWS S3 make it');
    await press(again, 'Make the key');
    await again.find('button', 'Revoke for ever').waitVisible();
    expect(desk.made).toBe(2);
    await untilSaved(stage.screen, 'AWS S3', 2);

    // Half done, and gone on with after another death.
    await restart();
    const last = await rotate('AWS S3', 'Bucket', 'Go on');
    const end = last.find('button', 'Revoke for ever');
    expect(await end.isEnabled()).toBe(false);
    await last.field('Type “Bucket” to confirm').fill('Bucket');
    await end.click();
    await last.text('rejected').waitVisible();
    expect(desk.ended).toEqual([fields.accessKeyId]);
    await press(last, 'Remove');
    await last.waitGone();
    await untilSaved(stage.screen, 'AWS S3', 1);
  });

  it('compares all services in one table', async () => {
    const { screen } = stage;
    await screen.find('link', 'Compare services').click();
    await screen.find('heading', 'Compare services').waitVisible();
    const table = screen.find('table', 'Services compared');
    await until(async () => (await table.find('row').count()) === 28, { what: 'all 27 services' });
    await table.find('button', 'Set-up').click();
    await screen.find('combobox', 'Makes in Firekeep').choose('3D');
    await until(async () => (await table.find('row').count()) === 5, { what: 'those that make models' });
    await screen.find('link', 'Back to your keys').click();
    await screen.find('heading', 'Keys').waitVisible();
  });
});
