/** What a browser reads of the built extension before it runs a line of it: each power it has, and no other. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from '../../lib/core/zod';
import { allWires } from '../../lib/providers/wires';
import { bothBrowsers } from '../harness/browser';
import { buildOf } from '../harness/workspace';

const manifestSchema = z.looseObject({
  manifest_version: z.number(),
  permissions: z.array(z.string()),
  host_permissions: z.array(z.string()),
  optional_host_permissions: z.array(z.string()),
  incognito: z.string(),
  content_security_policy: z.strictObject({ extension_pages: z.string() }),
});

const ids = {
  chromium: 'gjjdgkafnnllifpldehdafjjjkhiofll',
  firefox: '{994c5329-cf92-462b-8739-bffc6eb4aedc}',
};

const PERMISSIONS = [
  ...['storage', 'unlimitedStorage', 'alarms', 'idle', 'contextMenus', 'identity', 'activeTab', 'scripting'],
];
/** What would open us to web pages, to other extensions, or to more than was asked for. */
const NEVER = [
  ...['content_scripts', 'web_accessible_resources', 'sandbox', 'devtools_page'],
  ...['chrome_url_overrides', 'declarative_net_request', 'oauth2', 'update_url', 'storage', 'omnibox'],
];

const hosts = (of: typeof allWires, what: 'origins' | 'downloads') => of.flatMap((wire) => wire[what]);
const sorted = (list: readonly string[]) => [...new Set(list)].sort();
const patterns = (origins: readonly string[]) => sorted(origins.map((origin) => `${origin}/*`));

describe.each(bothBrowsers)('the manifest for %s', (name) => {
  const folder = buildOf(name);
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

  it('asks for what is needed, and for nothing else', () => {
    const own = name === 'chromium' ? [...PERMISSIONS, 'sidePanel'] : PERMISSIONS;
    expect(sorted(manifest.permissions)).toEqual(sorted(own));
    expect(manifest.optional_permissions).toEqual(['notifications']);
    expect(NEVER.filter((member) => member in manifest)).toEqual([]);
  });

  it('is Manifest V3 with a fixed id, never in a private window', () => {
    expect(manifest.manifest_version).toBe(3);
    expect(manifest.incognito).toBe('not_allowed');
    if (name === 'firefox') {
      expect(manifest).toMatchObject({ browser_specific_settings: { gecko: { id: ids.firefox } } });
      return;
    }
    const hash = createHash('sha256')
      .update(Buffer.from(String(manifest.key), 'base64'))
      .digest('hex');
    const id = [...hash.slice(0, 32)].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
    expect(id).toBe(ids.chromium);
    // Nobody but ourselves may connect.
    expect(manifest.externally_connectable).toEqual({ ids: [id] });
  });

  it('gets the hosts of OpenRouter and Tripo with the installation, and may ask for the others one by one', () => {
    const atInstall = allWires.filter(({ id }) => ['openrouter', 'tripo'].includes(id));
    const all = (wires: typeof allWires) =>
      patterns([...hosts(wires, 'origins'), ...hosts(wires, 'downloads')]);
    expect(manifest.host_permissions).toEqual(all(atInstall));
    const others = allWires.filter((wire) => !atInstall.includes(wire));
    expect(manifest.optional_host_permissions).toEqual(all(others));
    // Where a wildcard stands, it is for files that never get a secret.
    const wild = manifest.optional_host_permissions.filter((pattern) => pattern.slice(0, -2).includes('*'));
    expect(patterns(hosts(allWires, 'downloads'))).toEqual(expect.arrayContaining(wild));
    expect(manifest.host_permissions.join()).not.toContain('*.');
  });

  it('keeps every page to our own code and to the hosts of the providers', () => {
    const policy = manifest.content_security_policy.extension_pages
      .split('; ')
      .map((part) => part.split(' '));
    const directives = Object.fromEntries(policy.map(([directive = '', ...sources]) => [directive, sources]));
    const { 'connect-src': connect = [], ...rest } = directives;
    const own = ["'self'", 'blob:', 'data:'];
    expect(connect.slice(0, 3)).toEqual(own);
    expect(connect.slice(3)).toEqual(
      sorted([...hosts(allWires, 'origins'), ...hosts(allWires, 'downloads')]),
    );
    expect(rest).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      'style-src': ["'self'"],
      'font-src': ["'self'"],
      'img-src': own,
      'media-src': own,
      'worker-src': ["'self'"],
      'form-action': ["'none'"],
      'base-uri': ["'none'"],
      'frame-src': ["'none'"],
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
    });
  });

  it('has four pages, and each of them is kept from every host', () => {
    const pages = readdirSync(folder).filter((path) => path.endsWith('.html'));
    expect(pages.sort()).toEqual(['model.html', 'options.html', 'popup.html', 'sidepanel.html']);
    for (const page of pages) {
      const html = readFileSync(join(folder, page), 'utf8');
      const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html);
      expect(policy?.[1]).toBe("connect-src 'self' blob: data:");
      // A policy counts from where it stands.
      expect(policy?.index ?? html.length).toBeLessThan(html.search(/<script|<link/));
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(/<title>([^<]*)/.exec(html)?.[1]).toContain('Firekeep');
    }
  });

  it('has a background of one classic script', () => {
    const background =
      name === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] };
    expect(manifest.background).toEqual(background);
    const script = readFileSync(join(folder, 'background.js'), 'utf8');
    expect(script).not.toMatch(/\bimport\s*\(|^\s*import\b/m);
    // Argon2 runs in the page that took the passphrase, and the viewer's Meshopt where a model is opened; the background
    // carries none of either.
    const chunks = readdirSync(join(folder, 'chunks')).map((chunk) =>
      readFileSync(join(folder, 'chunks', chunk), 'utf8'),
    );
    expect(chunks.filter((chunk) => chunk.includes('WebAssembly'))).toHaveLength(2);
    expect(script).not.toContain('WebAssembly');
  });
});
