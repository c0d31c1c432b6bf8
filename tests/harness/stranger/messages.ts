/** Everything by which a stranger may speak to an extension whose id it knows, and what comes back. */

export interface Speech {
  readonly id: string;
  readonly names: readonly string[];
}

export interface Speaking {
  /** Whether the browser gives it the means to speak with extensions at all. */
  readonly hasRuntime: boolean;
  /** Answers, and whatever else was heard meanwhile. */
  readonly heard: string[];
  /** How the browser says no, without our id in it. */
  readonly refusals: string[];
}

/** Runs in the stranger's page: a web page, or a page of another extension. */
export async function speakTo({ id, names }: Speech): Promise<Speaking> {
  interface Port {
    postMessage(message: unknown): void;
    readonly onMessage: { addListener(react: (message: unknown) => void): void };
    readonly onDisconnect: { addListener(react: (port: { readonly error?: Error }) => void): void };
  }
  interface Runtime {
    readonly lastError?: Error;
    sendMessage(id: string, message: unknown): Promise<unknown>;
    connect(id: string, options: { readonly name: string }): Port;
  }
  type Means = Record<'chrome' | 'browser', { readonly runtime?: Runtime } | undefined>;
  const given = globalThis as unknown as Means;
  const runtime = given.browser?.runtime ?? given.chrome?.runtime;
  const heard: string[] = [];
  const refusals = new Set<string>();
  const refuse = (error: unknown) => refusals.add(String(error).replaceAll(id, '(id)'));
  const inputs = [{}, { confirmation: 'erase everything' }, { panel: 'why-your-own-keys' }, undefined];
  const envelopes = names.flatMap((firekeep) => inputs.map((input) => ({ firekeep, input })));

  const byRuntime = async (message: object) => {
    if (!runtime?.sendMessage) return;
    try {
      const answer: unknown = await runtime.sendMessage(id, message);
      if (answer !== undefined) heard.push(`answer: ${JSON.stringify(answer)}`);
    } catch (error) {
      refuse(error);
    }
  };
  const byPort = (name: string) =>
    new Promise<void>((resolve) => {
      if (!runtime?.connect) return resolve();
      try {
        const port = runtime.connect(id, { name });
        port.onMessage.addListener((message) => heard.push(`port: ${JSON.stringify(message)}`));
        port.onDisconnect.addListener((gone) => {
          refuse(gone.error ?? runtime.lastError?.message);
          resolve();
        });
        for (const envelope of envelopes) port.postMessage(envelope);
      } catch (error) {
        refuse(error);
        resolve();
      }
    });
  const byWindow = (message: object) => {
    for (const view of new Set([window, window.parent, window.top, window.opener as Window | null]))
      for (const target of ['*', location.origin]) view?.postMessage(message, target);
    const said = { detail: message, bubbles: true };
    for (const name of ['firekeep', 'message', (message as { firekeep: string }).firekeep])
      document.dispatchEvent(new CustomEvent(name, said));
  };
  const channels = ['firekeep', 'keys', 'vault', 'open', ...names].map((name) => new BroadcastChannel(name));

  const sent = new Set(envelopes.map((envelope) => JSON.stringify(envelope)));
  const listen = (event: Event) => {
    if (!(event instanceof MessageEvent)) return;
    if (!sent.has(JSON.stringify(event.data))) heard.push(`event: ${JSON.stringify(event.data)}`);
  };
  addEventListener('message', listen);
  for (const channel of channels) channel.addEventListener('message', listen);
  for (const envelope of envelopes) {
    byWindow(envelope);
    for (const channel of channels) channel.postMessage(envelope);
  }
  await Promise.all([...envelopes, ...names, null, 1].map((message) => byRuntime(message as object)));
  await Promise.all(['', 'firekeep', ...names].map(byPort));
  // A round trip of the same kinds: what was said before it has been heard by now.
  await new Promise((resolve) => {
    addEventListener('message', ({ data }) => data === 'done' && resolve(undefined));
    window.postMessage('done', '*');
  });
  const own = heard.filter((text) => text !== 'event: "done"');
  return { hasRuntime: runtime !== undefined, heard: own, refusals: [...refusals].sort() };
}
