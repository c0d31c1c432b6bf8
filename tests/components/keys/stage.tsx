/** The Keys page over the real background and an open vault; the stand-ins answer in place of the network. */
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { beforeEach, expect, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '../../../components/app/App';
import { LockButton } from '../../../components/app/LockButton';
import { KeysPage } from '../../../components/keys/KeysPage';
import { Toasts } from '../../../components/ui/Toasts';
import { jobHandlers } from '../../../entrypoints/background/handlers/jobs';
import { keyHandlers } from '../../../entrypoints/background/handlers/keys';
import { settingHandlers } from '../../../entrypoints/background/handlers/settings';
import { vaultHandlers } from '../../../entrypoints/background/handlers/vault';
import { newId } from '../../../lib/core/ids';
import { ask } from '../../../lib/messages/client';
import { keysAdd } from '../../../lib/messages/keys';
import { vaultCreate } from '../../../lib/messages/vault';
import type { Report } from '../../../lib/providers/report';
import type { Fields } from '../../../lib/providers/shape';
import { prepareUnlocker } from '../../../lib/seal/prove';
import { type Heard, type Said, type StandIn, say } from '../../harness/stand-ins/shape';
import { setStage } from '../stage';

// The page is long: asking for each element's computed style, and its ancestors', takes seconds in jsdom. What
// is shown and what is not is looked at in the browsers.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
export const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

export const PASSPHRASE = 'bread copy dignity denial budget agree';

/** What the browser says when it is asked for hosts, and what it granted already. */
export const hosts = {
  request: vi.fn<(wanted: { origins: string[] }) => Promise<boolean>>(),
  isGranted: true,
};
/** Every request that left, by host and path. */
export const heard: string[] = [];
/** Called before each answer: a test may hold one back, or count those under way. */
export const network = { before: async (_host: string): Promise<void> => {} };

// By the bundler: `all.ts` reads the folder from a disk that a page does not see.
const standIns = Object.values(
  import.meta.glob<StandIn>(
    ['../../harness/stand-ins/*.ts', '!../../harness/stand-ins/all.ts', '!../../harness/stand-ins/shape.ts'],
    { eager: true, import: 'standIn' },
  ),
);

export function setKeysStage(): void {
  setStage([...vaultHandlers, ...settingHandlers, ...keyHandlers, ...jobHandlers]);
  beforeEach(async () => {
    heard.length = 0;
    network.before = async () => {};
    hosts.isGranted = true;
    hosts.request.mockImplementation(async () => hosts.isGranted);
    Object.assign(fakeBrowser.permissions, {
      request: hosts.request,
      contains: async () => hosts.isGranted,
    });
    vi.stubGlobal('fetch', answer);
    Element.prototype.scrollIntoView = () => {};
    await ask(vaultCreate, await prepareUnlocker(PASSPHRASE));
  });
}

async function answer(address: string, init?: RequestInit): Promise<Response> {
  const url = new URL(address);
  heard.push(url.host + url.pathname);
  await network.before(url.host);
  const call: Heard = {
    method: init?.method ?? 'GET',
    host: url.host,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: '',
  };
  const { status, headers, body } = decide(call);
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    ...(headers && { headers }),
  });
}

function decide(call: Heard): Said {
  const standIn = standIns.find(({ hosts: own }) => own.includes(call.host));
  const presented = standIn?.presented(call);
  if (!standIn || presented === undefined) throw new TypeError('Failed to fetch');
  const key = `${call.method} ${call.path}`;
  const rows = standIn.cases.filter((row) => standIn.identity(row.fields, row.kind ?? '') === presented);
  const answering = rows.find((row) => row.answers[key])?.answers[key] ?? standIn.wrong;
  return say(answering, call);
}

export const fieldsOf = (id: string, name: string): Fields => {
  const row = standIns.find((entry) => entry.id === id)?.cases.find((entry) => entry.name === name);
  if (!row) throw new Error(`no case: ${id}, ${name}`);
  return row.fields;
};

export const WORKS: Report = { verdict: 'works', facts: [], warnings: [] };

/** Saved without asking anybody. */
export async function save(provider: string, name: string, over: { report?: Report; fields?: Fields } = {}) {
  const id = newId();
  const fields = over.fields ?? { apiKey: `sk-or-v1-${id}${id}` };
  const anyway = over.report ?? WORKS;
  await ask(keysAdd, { id, provider, kind: 'api-key', fields, name, environment: 'production', anyway });
  return id;
}

export async function openPage(): Promise<void> {
  render(
    <App surface="options">
      <LockButton />
      <KeysPage />
      <Toasts />
    </App>,
  );
  await screen.findByText('OpenRouter', { selector: 'h3' });
}

/** By its heading: asking for the role of everything on this long page takes a second each time. */
export function card(name: string): HTMLElement {
  const heading = screen.getAllByText(name, { selector: 'h3' })[0];
  const article = heading?.closest('article');
  if (!article) throw new Error(`no card: ${name}`);
  return article;
}

/** Its row, once it is there: what the background saved reaches the page by itself. */
export async function keyNamed(provider: string, name: string | RegExp): Promise<HTMLElement> {
  const text = await within(card(provider)).findByText(name, { selector: 'li span' });
  const item = text.closest('li');
  if (!item) throw new Error(`no key: ${name}`);
  return item;
}

export const countKeys = (provider: string): number => card(provider).querySelectorAll('[data-key]').length;

export const press = (place: HTMLElement, name: string) =>
  user.click(within(place).getByRole('button', { name }));

export async function openAdd(provider: string): Promise<HTMLElement> {
  await press(card(provider), 'Add key');
  return dialogNamed(`Add ${provider} key`);
}

export async function dialogNamed(name: string): Promise<HTMLElement> {
  const title = await screen.findByText(name, { selector: 'dialog h2' });
  const dialog = title.closest('dialog');
  if (dialog?.getAttribute('aria-labelledby') !== title.id) throw new Error(`not its name: ${name}`);
  return dialog;
}

export const findDialog = () => document.querySelector('dialog');
export const dialogGone = () => waitFor(() => expect(findDialog()).toBeNull());

/** Pasting, as people do it: key by key would take seconds. */
export async function paste(place: HTMLElement, label: string, text: string): Promise<void> {
  await user.click(within(place).getByLabelText(label));
  await user.paste(text);
}
