/** Firefox watches password fields and offers to save what is typed into them. Ours give it nothing to see. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../harness/firefox';
import { createVault, lock, unlock } from '../harness/journey';
import { until } from '../harness/until';

let firefox: Firefox;

beforeAll(async () => {
  firefox = await launchFirefox();
  // Automation switches this off; people have it on.
  await firefox.inside.run("Services.prefs.setBoolPref('signon.rememberSignons', true)");
});
afterAll(() => firefox.close());

/** How many tabs have an offer to save a password, shown or folded into the address bar. */
const OFFERS = `(() => {
  const { gBrowser, PopupNotifications } = Services.wm.getMostRecentWindow('navigator:browser');
  return gBrowser.browsers.filter((tab) => PopupNotifications.getNotification('password', tab)).length;
})()`;

it('offers to save no passphrase', async () => {
  const screen = await firefox.open('options.html');
  await createVault(screen);
  await lock(screen);
  await unlock(screen);

  // Another page of ours with a true password field: once that one has its offer, ours would have had its own.
  const other = await firefox.open('popup.html');
  await other.evaluate(() => {
    const field = document.createElement('input');
    field.type = 'password';
    field.autocomplete = 'off';
    document.body.append(field);
    field.focus();
  });
  await other.type('invented and not ours');
  await other.press('Tab');
  await until(async () => (await firefox.inside.run(OFFERS)) !== 0, {
    what: 'the offer for a password field',
  });
  expect(await firefox.inside.run(OFFERS)).toBe(1);
});
