/** Every host that the extension may ever ask for, granted, as if each service had been used before. */
import type { Browser } from './browser';
import type { Firefox } from './firefox';
import { GECKO_HOST } from './identity';
import type { Screen } from './screen';

interface Api {
  readonly runtime: { getManifest(): { readonly optional_host_permissions?: string[] } };
  readonly permissions: { request(wanted: { readonly origins: string[] }): Promise<boolean> };
}

/** In Firefox only a real click may ask, so there the browser's own part does what a granted question does. */
export const allowAllHosts = (browser: Browser, screen: Screen): Promise<unknown> =>
  browser.name === 'firefox' ? (browser as Firefox).inside.run(GRANT) : screen.evaluate(request);

const GRANT = `(async () => {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { extension } = WebExtensionPolicy.getByHostname('${GECKO_HOST}');
  const origins = extension.manifest.optional_host_permissions;
  await ExtensionPermissions.add(extension.id, { origins, permissions: [] }, extension);
})()`;

async function request(): Promise<void> {
  const { runtime, permissions } = (globalThis as unknown as { chrome: Api }).chrome;
  const origins = runtime.getManifest().optional_host_permissions ?? [];
  if (!(await permissions.request({ origins }))) throw new Error('The hosts were not granted.');
}
