/** A cookie for each host, as a person who is signed in there has them. No request of ours may carry one. */
import type { Browser } from './browser';
import type { Chromium } from './chromium';
import type { Firefox } from './firefox';

const COOKIE = { name: 'session', value: 'signed-in' };

export async function plantCookies(browser: Browser, hosts: readonly string[]): Promise<void> {
  const planted =
    browser.name === 'firefox'
      ? await plantInFirefox(browser as Firefox, hosts)
      : await plantInChromium(browser as Chromium, hosts);
  if (planted !== hosts.length) throw new Error(`${planted} of ${hosts.length} cookies were planted.`);
}

/** `None` lets it go along with requests that others start, ours included, unless these leave cookies out. */
async function plantInChromium({ context }: Chromium, hosts: readonly string[]): Promise<number> {
  const shared = { ...COOKIE, path: '/', secure: true, sameSite: 'None' as const };
  await context.addCookies(hosts.map((domain) => ({ ...shared, domain })));
  return (await context.cookies(hosts.map((host) => `https://${host}/`))).length;
}

async function plantInFirefox({ inside }: Firefox, hosts: readonly string[]): Promise<number> {
  const { name, value } = COOKIE;
  const add = (host: string) =>
    `Services.cookies.add('${host}', '/', '${name}', '${value}', true, false, false,
      Date.now() + 86_400_000, {}, Ci.nsICookie.SAMESITE_NONE, Ci.nsICookie.SCHEME_HTTPS);`;
  await inside.run(hosts.map(add).join('\n'));
  const held = await inside.run(
    `JSON.stringify(Services.cookies.cookies.filter(({ name }) => name === '${name}').map(({ host }) => host))`,
  );
  return hosts.filter((host) => (JSON.parse(String(held)) as string[]).includes(host)).length;
}
