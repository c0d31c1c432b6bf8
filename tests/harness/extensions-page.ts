/**
 * Chromium's own page about extensions. It can promise hosts in advance, so that the extension's request is
 * granted without a prompt that nobody could answer, and it keeps a list of errors, the worker's included, without
 * anything being attached to the worker.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine } from './browser';

export const EXTENSIONS_PAGE = 'chrome://extensions/';

export interface Manifest {
  readonly optional_host_permissions?: readonly string[];
  readonly version: string;
}

export const readManifest = (extension: string): Manifest =>
  JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Manifest;

/** `page.evaluate`, of whichever driver. */
export type Evaluate = <A, T>(inPage: (argument: A) => Promise<T>, argument: A) => Promise<T>;

interface DeveloperPrivate {
  updateProfileConfiguration(change: object): Promise<void>;
  updateExtensionConfiguration(change: object): Promise<void>;
  addHostPermission(id: string, host: string): Promise<void>;
  getExtensionInfo(id: string): Promise<{
    readonly state: string;
    readonly runtimeErrors: readonly { readonly message: string; readonly severity: string }[];
    /** What Chromium found odd in the manifest. */
    readonly installWarnings: readonly string[];
    readonly manifestErrors: readonly { readonly message: string }[];
  }>;
}

declare const chrome: { readonly developerPrivate: DeveloperPrivate };

export const collectErrors = (evaluate: Evaluate, id: string): Promise<void> =>
  evaluate(async (extensionId) => {
    await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, errorCollection: true });
  }, id);

export const promiseHosts = (evaluate: Evaluate, id: string, hosts: readonly string[]): Promise<void> =>
  evaluate(
    async ([extensionId, patterns]) => {
      await Promise.all(
        patterns.map((pattern) => chrome.developerPrivate.addHostPermission(extensionId, pattern)),
      );
    },
    [id, hosts] as const,
  );

/** Also the proof that the extension runs: another id, or a disabled one, throws. */
export async function readErrors(evaluate: Evaluate, id: string): Promise<LogLine[]> {
  const info = await evaluate((extensionId) => chrome.developerPrivate.getExtensionInfo(extensionId), id);
  if (info.state !== 'ENABLED') throw new Error(`The extension is ${info.state}.`);
  const ofManifest = [...info.installWarnings, ...info.manifestErrors.map(({ message }) => message)];
  return [
    ...ofManifest.map((text): LogLine => ({ from: 'errors', level: 'warning', text })),
    ...info.runtimeErrors.map(
      ({ message, severity }): LogLine => ({
        from: 'errors',
        level: severity.toLowerCase(),
        text: message,
      }),
    ),
  ];
}
