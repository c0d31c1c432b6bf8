/** How another extension may try to get into our pages. Runs in its page; each try ends in what came of it. */

export interface Intrusion {
  /** Whose files it is after. */
  readonly origin: string;
  /** The address of the tab that it is after: one that is open. */
  readonly tab: string;
  /** What it says to that tab. */
  readonly message: unknown;
}

export type Intruded = Record<string, 'got it' | 'refused'>;

export async function intrude({ origin, tab, message }: Intrusion): Promise<Intruded> {
  interface Api {
    readonly tabs: {
      query(options: object): Promise<{ readonly id: number; readonly url?: string }[]>;
      sendMessage(id: number, message: unknown): Promise<unknown>;
    };
    readonly scripting: {
      executeScript(options: object): Promise<unknown>;
      insertCSS(options: object): Promise<void>;
    };
  }
  const given = globalThis as unknown as Record<'chrome' | 'browser', Api | undefined>;
  const api = given.browser ?? given.chrome;
  if (!api) throw new Error('an extension page without its powers');
  const found = (await api.tabs.query({})).find(({ url }) => url?.startsWith(tab));
  if (!found) throw new Error(`no tab shows ${tab}`);
  const target = { tabId: found.id };

  const loaded = (url: string) =>
    new Promise((resolve, reject) => {
      const element = document.createElement('img');
      element.onload = resolve;
      element.onerror = reject;
      element.src = url;
      document.body.append(element);
    });
  const read = () => document.body.textContent;

  const tries: Record<string, () => Promise<unknown>> = {
    'fetch a page': () => fetch(`${origin}/options.html`).then((answer) => answer.text()),
    'fetch a script': () => fetch(`${origin}/background.js`).then((answer) => answer.text()),
    'load a picture': () => loaded(`${origin}/icon/16.png`),
    'read the tab': () => api.scripting.executeScript({ target, func: read }),
    'read the tab from its own world': () =>
      api.scripting.executeScript({ target, world: 'MAIN', func: read }),
    'style the tab': () => api.scripting.insertCSS({ target, css: 'body { color: red }' }),
    'speak to the tab': () => api.tabs.sendMessage(target.tabId, message),
  };
  const came = await Promise.all(
    Object.entries(tries).map(async ([name, attempt]) => {
      const outcome = await attempt().then(
        () => 'got it' as const,
        () => 'refused' as const,
      );
      return [name, outcome] as const;
    }),
  );
  return Object.fromEntries(came);
}
