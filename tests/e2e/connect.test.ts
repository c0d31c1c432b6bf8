/** "Connect": a service makes the key itself. Each way in which that can end, in the browser's own window for it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect as sentences } from '../../components/app/sentences/connect';
import { bothBrowsers } from '../harness/browser';
import { cardOf } from '../harness/journey';
import { plantVault } from '../harness/planted';
import { readRows } from '../harness/rows';
import { door } from '../harness/stand-ins/openrouter';
import type { Play } from '../harness/stand-ins/openrouter/door';
import { savedKeys, setStage, untilSaved } from './keys-stage';

const PROVIDER = 'OpenRouter';

/** What a person reads, by what happens at the service. */
const endings: readonly [Play, keyof typeof sentences][] = [
  ['denied', 'connect-denied'],
  ['without-code', 'connect-denied'],
  ['other-state', 'connect-mixed-up'],
  ['other-place', 'connect-mixed-up'],
  ['expired', 'connect-expired'],
  ['unknown-code', 'connect-lost'],
  ['bad-method', 'connect-refused'],
  ['malformed', 'connect-refused'],
  ['busy', 'connect-refused'],
  ['broken', 'connect-lost'],
  ['no-key', 'connect-lost'],
  ['dropped', 'connect-lost'],
];

describe.each(bothBrowsers)('%s', (name) => {
  const stage = setStage(name);
  const press = () => cardOf(stage.screen, PROVIDER).find('button', `Connect ${PROVIDER}`).click();
  const exchanges = () => stage.server.heard.filter(({ path }) => path === '/api/v1/auth/keys');

  beforeEach(async () => {
    await plantVault(stage.screen);
    stage.server.forget();
  });
  afterEach(() => {
    door.next = 'approved';
  });

  it('keeps the key that the service made, sealed, and says that it works', async () => {
    await press();
    await untilSaved(stage.screen, PROVIDER, 1);
    await cardOf(stage.screen, PROVIDER).text('works').waitVisible();
    expect(exchanges()).toHaveLength(1);
    const disk = JSON.stringify(await readRows(stage.screen));
    for (const { apiKey } of door.keys) {
      expect(disk).not.toContain(apiKey);
      expect(await stage.screen.content()).not.toContain(apiKey);
    }
  });

  it.each(endings)('says what “%s” means, and keeps nothing', async (play, code) => {
    door.next = play;
    await press();
    const alert = cardOf(stage.screen, PROVIDER).find('alert');
    await alert.waitVisible();
    expect(await alert.content()).toContain(sentences[code]?.what);
    // Browsers themselves send a request once more when its connection drops.
    expect(exchanges().length).toBeLessThanOrEqual(play === 'dropped' ? 2 : 1);
    expect(await savedKeys(stage.screen, PROVIDER)).toBe(0);
    expect(await cardOf(stage.screen, PROVIDER).find('button', `Connect ${PROVIDER}`).isEnabled()).toBe(true);
  });
});
