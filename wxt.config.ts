import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'wxt';
import { decoderFiles, viewerPackages } from './components/viewer/bundling';
import type { Wire } from './lib/providers/shape';

const dexie = fileURLToPath(import.meta.resolve('dexie/dist/modern/dexie.mjs'));

/** The public half of a key pair whose private half was thrown away: it only fixes the extension's id. */
const CHROME_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0YCsn4aObNXWoQu/8koH8dbmHKO9DpIkUplH8ZQkjPxrxbxySEMTGwWLwmJkaeOxAVopbyD9I5AZBvi3DEycsZMZAC4CffPs7zKGAKLo3RxN4+5z5x8h3X+MUjix3YgDjcqvFVfsgO83qj+lEeM1nsty0kjwbI14UT3AKorOpz8N30wwIIIaWfvoK49JPwit6sIg0OWv6Mpp95GkFRa4u1U/nc0pytXswjjyUg6u5k+pURfEifSp9penKjN+CHdve23DA+2nNBPpExe5aIyZOmtHZCAAbMIPuLoQURIeGR5aKa2BnFvEEfj43V4JYz0PED+3uddPR0Qvbo7EMoCH0QIDAQAB';
/** As Chromium derives it: the hash's first half, in letters from a to p. */
const CHROME_ID = createHash('sha256')
  .update(Buffer.from(CHROME_KEY, 'base64'))
  .digest('hex')
  .slice(0, 32)
  .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
const GECKO_ID = '{994c5329-cf92-462b-8739-bffc6eb4aedc}';

/** Every provider is one file; what it declares is all the manifest knows of it. */
async function readWires(): Promise<Wire[]> {
  const files = readdirSync(new URL('./lib/providers/all/', import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const modules = await Promise.all(
    files.map((file) => import(`./lib/providers/all/${file}`) as Promise<{ wire: Wire }>),
  );
  return modules.map((module) => module.wire);
}

function contentSecurityPolicy(wires: Wire[]): string {
  const hosts = [...new Set(wires.flatMap((wire) => [...wire.origins, ...wire.downloads]))].sort();
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "worker-src 'self'",
    `connect-src 'self' blob: data: ${hosts.join(' ')}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

const patterns = (origins: readonly string[]) => [...new Set(origins)].map((origin) => `${origin}/*`).sort();
const hostsOf = (wires: Wire[]) => wires.flatMap((wire) => [...wire.origins, ...wire.downloads]);

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  vite: () => ({
    plugins: [tailwindcss(), viewerPackages()],
    // The build for browsers of today: the usual one carries what older ones need.
    resolve: { alias: [{ find: /^dexie$/, replacement: dexie }] },
    build: {
      // What is loaded together anyway is one file: many small ones shrink far less.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'shell',
                test: /components\/(app\/(App|mount|LockButton|OptionsLink|PanelShell)|vault\/Unlock)\.tsx$/,
                priority: 2,
              },
              // After the first paint: the database, and what is read from it on every page.
              {
                name: 'reads',
                test: /(lib\/((keys|jobs|models|usage)\/reads|providers\/faces)|components\/(usage\/MonthLine|studio\/stored))\.tsx?$/,
                priority: 1.6,
              },
              // What the studio and the options page share.
              {
                name: 'parts',
                test: /components\/(hooks\/\w+|ui\/(field\/(Select|FileField|TextArea)|Progress))\.tsx?$/,
                priority: 1.5,
              },
              // Small ones of the options pages.
              {
                name: 'page-parts',
                test: /components\/(app\/Page|ui\/(Badge|Disclosure|EmptyState|Link|Time|field\/Checkbox)|keys\/groups|backup\/useLast)\.tsx?$/,
                priority: 1.2,
              },
              { name: 'studio', test: /components\/studio\/Studio\.tsx$/, priority: 1 },
            ],
          },
        },
      },
      modulePreload: {
        polyfill: false,
        // A page names what it needs at once. Of what comes later, most is there by then.
        resolveDependencies: (_file, files, { hostType }) =>
          files.filter((file) => hostType === 'html' || file.endsWith('.css')),
      },
    },
  }),
  hooks: {
    'build:publicAssets': async (_wxt, files) => void files.push(...(await decoderFiles())),
  },
  zip: { excludeSources: ['tests/.artifacts/**'] },
  manifest: async ({ browser }) => {
    const wires = await readWires();
    return {
      name: 'Firekeep',
      short_name: 'Firekeep',
      description: 'Bring your own key, and keep it. Your API keys, sealed in your own browser.',
      minimum_chrome_version: '120',
      incognito: 'not_allowed',
      options_ui: { page: 'options.html', open_in_tab: true },
      permissions: [
        'storage',
        'unlimitedStorage',
        'alarms',
        'idle',
        'contextMenus',
        'identity',
        'activeTab',
        'scripting',
        ...(browser === 'chrome' ? ['sidePanel'] : []),
      ],
      // Asked for by a button, while the first model is on its way.
      optional_permissions: ['notifications'],
      // With the hosts of the files that are made there: otherwise the first key would ask after all.
      host_permissions: patterns(hostsOf(wires.filter((wire) => wire.askedAtInstall))),
      optional_host_permissions: patterns(hostsOf(wires.filter((wire) => !wire.askedAtInstall))),
      content_security_policy: { extension_pages: contentSecurityPolicy(wires) },
      ...(browser === 'chrome'
        ? // Nobody else may connect. An empty list would say the same, but Chromium warns of it.
          { key: CHROME_KEY, externally_connectable: { ids: [CHROME_ID] } }
        : {
            browser_specific_settings: {
              gecko: {
                id: GECKO_ID,
                strict_min_version: '140.0',
                data_collection_permissions: { required: ['none'] },
              },
            },
          }),
    };
  },
});
