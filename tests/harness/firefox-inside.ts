/** Firefox's own scope, where tests may do what the browser does: stop the background, set preferences. */
import type { Browser as Puppet } from 'puppeteer-core';
import type { LogLine } from './browser';
import { until } from './until';

export interface ChromeScope {
  /** An expression for our extension, as the browser itself has it. */
  readonly extension: string;
  run(expression: string): Promise<unknown>;
  stopBackground(): Promise<void>;
  prefer(name: string, value: number): Promise<void>;
  errors(origin: string): Promise<LogLine[]>;
}

interface Connection {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

/** A page or the background went while it waited for an answer of the browser. That is said of every extension. */
const PAGE_LEFT = /^Promise (?:rejected|resolved) after context unloaded/;

export async function openChromeScope(puppet: Puppet, geckoId: string): Promise<ChromeScope> {
  const { connection } = puppet as unknown as { readonly connection: Connection };
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result as {
    readonly contexts: readonly { readonly context: string }[];
  };
  const context = tree.contexts[0]?.context;
  const extension = `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)}).extension`;

  /** The value must be text, a number, a boolean or nothing. */
  const run = async (expression: string): Promise<unknown> => {
    const parameters = { expression, target: { context }, awaitPromise: true, resultOwnership: 'none' };
    const reply = (await connection.send('script.evaluate', parameters)).result as {
      readonly result?: { readonly value?: unknown };
      readonly exceptionDetails?: { readonly text: string };
    };
    if (reply.exceptionDetails) throw new Error(reply.exceptionDetails.text);
    return reply.result?.value;
  };

  return {
    extension,
    run,
    async stopBackground() {
      // One that is just starting goes on. Looked at in the same breath: the next event wakes a new one.
      const stop = `(async () => {
        await ${extension}.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
        return ${extension}.backgroundState;
      })()`;
      await until(async () => (await run(stop)) === 'stopped', { what: 'the background to be stopped' });
    },
    prefer: async (name, value) =>
      void (await run(`Services.prefs.setIntPref(${JSON.stringify(name)}, ${value})`)),
    async errors(origin) {
      const listed = await run(`JSON.stringify(Services.console.getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError && (message.sourceName ?? '').startsWith('${origin}'))
        .map((message) => ({ text: message.errorMessage, isWarning: !!(message.flags & 1) })))`);
      const found = JSON.parse(String(listed)) as { readonly text: string; readonly isWarning: boolean }[];
      return found
        .filter(({ text }) => !PAGE_LEFT.test(text))
        .map(({ text, isWarning }) => ({
          from: 'errors',
          level: isWarning ? 'warning' : 'error',
          text,
        }));
    },
  };
}
