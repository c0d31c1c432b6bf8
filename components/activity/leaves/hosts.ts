/** Where this very extension can reach, as the browser that runs it was told: from its manifest, not from our words. */
import { browser } from 'wxt/browser';
import { z } from '../../../lib/core/zod';

const texts = z.optional(z.array(z.string()));
const manifestSchema = z.object({
  host_permissions: texts,
  optional_host_permissions: texts,
  content_security_policy: z.optional(z.object({ extension_pages: z.optional(z.string()) })),
});

export interface Reach {
  readonly host: string;
  /** As the browser names it. */
  readonly pattern: string;
  /** Granted with the installation: only the browser's own page can take it back. */
  readonly isRequired: boolean;
  /** The content security policy lets a request through to it too. */
  readonly isInPolicy: boolean;
}

const manifest = () => {
  const parsed = manifestSchema.safeParse(browser.runtime.getManifest());
  return parsed.success ? parsed.data : {};
};

export const readPolicy = (): string => manifest().content_security_policy?.extension_pages ?? '';

const hostOf = (pattern: string): string => /^[^:]+:\/\/([^/]+)/.exec(pattern)?.[1] ?? pattern;

export const connectSources = (policy: string): string[] =>
  (/(?:^|;)\s*connect-src\s+([^;]*)/.exec(policy)?.[1] ?? '').split(/\s+/).filter(Boolean);

export function readHosts(): Reach[] {
  const { host_permissions: required = [], optional_host_permissions: optional = [] } = manifest();
  const allowed = new Set(connectSources(readPolicy()).map(hostOf));
  const toReach = (pattern: string): Reach => ({
    host: hostOf(pattern),
    pattern,
    isRequired: required.includes(pattern),
    isInPolicy: allowed.has(hostOf(pattern)),
  });
  return [...new Set([...required, ...optional])].map(toReach).sort((a, b) => a.host.localeCompare(b.host));
}

/** Sources of the policy that no permission names: what is left of them is our own pages. */
export const otherSources = (): string[] => {
  const hosts = new Set(readHosts().map(({ host }) => host));
  return connectSources(readPolicy()).filter((source) => !hosts.has(hostOf(source)));
};

export const readGranted = async (): Promise<readonly string[]> =>
  (await browser.permissions.getAll()).origins ?? [];

export const takeBack = (pattern: string): Promise<boolean> =>
  browser.permissions.remove({ origins: [pattern] });

export function onGrantedChanged(react: () => void): () => void {
  browser.permissions.onAdded.addListener(react);
  browser.permissions.onRemoved.addListener(react);
  return () => {
    browser.permissions.onAdded.removeListener(react);
    browser.permissions.onRemoved.removeListener(react);
  };
}
