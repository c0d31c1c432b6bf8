/**
 * All the ways in which a web page can reach for an address. They run in the page; what each of them hears is
 * written down as text, so that two addresses can be compared letter by letter.
 */

export interface Reach {
  readonly urls: readonly string[];
  /** The names of the ways; all of them when absent. */
  readonly ways?: readonly string[];
  /** Some ways never hear anything of an address that fails. */
  readonly patienceMs: number;
}

/** By address and way, what was heard. */
export type Heard = Record<string, Record<string, string>>;

/** Ways that are quick and quiet enough to be tried at every file of the extension. */
export const QUICK = ['fetch', 'fetch no-cors', 'xhr', 'img', 'script', 'stylesheet', 'iframe'];

export async function reach({ urls, ways, patienceMs }: Reach): Promise<Heard> {
  type Way = (url: string) => Promise<string>;

  const place = (element: Element) => {
    document.body.append(element);
    return element;
  };
  const read = (view: Window | null | undefined) => {
    try {
      return `${view?.length} ${view?.location.href}`;
    } catch (error) {
      return `${view?.length} ${String(error)}`;
    }
  };
  const soon = () => new Promise<void>((resolve) => setTimeout(resolve, patienceMs / 2));

  const element =
    (tag: string, set: (made: HTMLElement & Record<string, unknown>, url: string) => void): Way =>
    (url) =>
      new Promise((resolve) => {
        const made = document.createElement(tag) as HTMLElement & Record<string, unknown>;
        for (const name of ['load', 'loadeddata', 'error'])
          made.addEventListener(name, () => {
            const { error } = made as { readonly error?: MediaError | null };
            const view = (made as unknown as HTMLIFrameElement).contentWindow;
            resolve([name, error?.code, error?.message, view && read(view)].join(' '));
          });
        set(made, url);
        place(made);
      });

  const link = (rel: string, as = ''): Way =>
    element('link', (made, url) => Object.assign(made, { rel, href: url, ...(as ? { as } : {}) }));
  const source = (tag: string, attribute = 'src'): Way =>
    element(tag, (made, url) => {
      made[attribute] = url;
    });
  const asked = (ask: (url: string) => Promise<unknown>): Way => {
    return (url) => ask(url).then((answer) => `answered ${answer}`);
  };
  const spoken = (open: (url: string) => Worker | EventSource): Way => {
    return (url) =>
      new Promise((resolve) => {
        const opened = open(url);
        opened.onerror = (event: Event) => resolve(`error ${(event as ErrorEvent).message ?? ''}`);
        opened.onmessage = () => resolve('message');
      });
  };
  /** The same from inside a worker, whose own address is a blob. */
  const inWorker = (code: string): Way => {
    return (url) =>
      new Promise((resolve, reject) => {
        const script = `(async () => { try { ${code}; postMessage('answered'); } catch (e) { postMessage(String(e)); } })()`;
        const body = `const url = ${JSON.stringify(url)}; ${script}`;
        const worker = new Worker(URL.createObjectURL(new Blob([body], { type: 'text/javascript' })));
        worker.onmessage = ({ data }) => resolve(String(data));
        worker.onerror = () => reject(new Error('worker failed'));
      });
  };

  const all: Record<string, Way> = {
    fetch: asked((url) => fetch(url).then(({ status }) => status)),
    'fetch no-cors': asked((url) => fetch(url, { mode: 'no-cors' }).then(({ type }) => type)),
    'fetch HEAD': asked((url) => fetch(url, { method: 'HEAD', cache: 'no-store' })),
    'fetch POST': asked((url) => fetch(url, { method: 'POST', body: 'x', credentials: 'include' })),
    'fetch in a worker': inWorker('await fetch(url)'),
    importScripts: inWorker('importScripts(url)'),
    xhr: (url) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onloadend = () => resolve(`${request.status} ${request.readyState} ${request.responseText}`);
        request.open('GET', url);
        request.send();
      }),
    'xhr, waiting': async (url) => {
      const request = new XMLHttpRequest();
      request.open('GET', url, false);
      request.send();
      return `${request.status}`;
    },
    img: source('img'),
    'img in a set': source('img', 'srcset'),
    'input image': element('input', (made, url) => Object.assign(made, { type: 'image', src: url })),
    'svg image': (url) =>
      new Promise((resolve) => {
        const svg = place(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
        for (const tag of ['image', 'use', 'feImage']) {
          const part = document.createElementNS('http://www.w3.org/2000/svg', tag);
          for (const name of ['load', 'error']) part.addEventListener(name, () => resolve(`${tag} ${name}`));
          part.setAttribute('href', url);
          svg.append(part);
        }
      }),
    script: source('script'),
    module: element('script', (made, url) => Object.assign(made, { type: 'module', src: url })),
    // As text, since a bundler would put its own in the place of `import`.
    import: asked((url) => new Function('url', 'return import(url)')(url) as Promise<unknown>),
    stylesheet: link('stylesheet'),
    'style import': element('style', (made, url) => {
      made.textContent = `@import url(${JSON.stringify(url)});`;
    }),
    preload: link('preload', 'fetch'),
    'preload style': link('preload', 'style'),
    modulepreload: link('modulepreload'),
    prefetch: link('prefetch'),
    icon: link('icon'),
    manifest: link('manifest'),
    iframe: source('iframe'),
    'iframe, sandboxed': element('iframe', (made, url) => Object.assign(made, { sandbox: '', src: url })),
    frame: source('frame'),
    object: source('object', 'data'),
    embed: source('embed'),
    video: source('video'),
    audio: source('audio'),
    poster: source('video', 'poster'),
    font: asked((url) => new FontFace('stranger', `url(${JSON.stringify(url)})`).load()),
    worker: spoken((url) => new Worker(url)),
    'module worker': spoken((url) => new Worker(url, { type: 'module' })),
    'shared worker': (url) =>
      new Promise((resolve) => {
        const worker = new SharedWorker(url);
        worker.onerror = () => resolve('error');
        worker.port.onmessage = () => resolve('message');
      }),
    'service worker': asked((url) => navigator.serviceWorker.register(url)),
    worklet: asked((url) => new AudioContext().audioWorklet.addModule(url)),
    'event source': spoken((url) => new EventSource(url)),
    'web socket': async (url) => `${new WebSocket(url).readyState}`,
    beacon: async (url) => `${navigator.sendBeacon(url, 'x')}`,
    'window.open': async (url) => {
      const view = window.open(url);
      await soon();
      const seen = view ? `${view.closed} ${read(view)}` : 'null';
      view?.postMessage({ firekeep: 'vault/lock', input: {} }, '*');
      view?.close();
      return seen;
    },
    'frame that is sent there': async (url) => {
      const frame = place(document.createElement('iframe')) as HTMLIFrameElement;
      if (frame.contentWindow) frame.contentWindow.location.href = url;
      await soon();
      return read(frame.contentWindow);
    },
    'form into a frame': (url) =>
      new Promise((resolve) => {
        const frame = place(document.createElement('iframe')) as HTMLIFrameElement;
        const form = place(document.createElement('form')) as HTMLFormElement;
        frame.name = `frame-${Math.random()}`;
        Object.assign(form, { target: frame.name, action: url, method: 'post' });
        frame.onload = () => resolve(`load ${read(frame.contentWindow)}`);
        form.submit();
      }),
  };

  /** Each way has an address of its own, so that what the browser keeps of it can be told from the others'. */
  const own = (url: string, name: string) => `${url}?${encodeURIComponent(name)}`;
  const tried = Object.entries(all).filter(([name]) => !ways || ways.includes(name));
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(10_000);

  const answers = urls.flatMap((url) =>
    tried.map(async ([name, way]) => {
      const silence = new Promise<string>((resolve) => setTimeout(resolve, patienceMs, 'silence'));
      const answer = new Promise<string>((resolve, reject) => way(own(url, name)).then(resolve, reject));
      return { url, name, said: await Promise.race([answer.catch(String), silence]) };
    }),
  );
  const heard: Heard = {};
  for (const { url, name, said } of await Promise.all(answers)) {
    const address = own(url, name);
    const kept = performance.getEntriesByName(address).length;
    heard[url] ??= {};
    heard[url][name] = `${said.replaceAll(address, '(address)')}${kept ? `, timed ${kept}` : ''}`;
  }
  return heard;
}
