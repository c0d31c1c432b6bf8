/** A workbench with invented keys, models and results; what it asks of the background is written down. */
import { cleanup, configure, render } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SurfaceContext } from '../../../components/app/surface';
import { FormStore } from '../../../components/studio/form';
import { NO_CHOICES } from '../../../components/studio/nothing';
import type { Payer } from '../../../components/studio/usable';
import type { Refreshing } from '../../../components/studio/useRefresh';
import { Workbench } from '../../../components/studio/Workbench';
import { Toasts } from '../../../components/ui/Toasts';
import { newId } from '../../../lib/core/ids';
import type { KeptFile } from '../../../lib/files/record';
import type { Job, Make, Request, State } from '../../../lib/jobs/record';
import type { KeyRecord } from '../../../lib/keys/record';
import type { Choices, ModelList } from '../../../lib/models/record';
import { allFaces } from '../../../lib/providers/faces';
import type { Model } from '../../../lib/providers/model';

// A busy machine takes its time to load what is loaded on demand.
configure({ asyncUtilTimeout: 10_000 });
export const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

export interface Asked {
  readonly firekeep: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  readonly input: any;
}

/** Every message to the background, and what it says to each. */
export const asked: Asked[] = [];
export const background: { reply: (message: Asked) => unknown } = { reply: () => ({}) };

export const askedFor = (name: string) => asked.filter(({ firekeep }) => firekeep === name);

export function setStudioStage(): void {
  beforeEach(() => {
    fakeBrowser.reset();
    asked.length = 0;
    background.reply = () => ({});
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
      asked.push(message as Asked);
      try {
        return { ok: true, value: await background.reply(message as Asked) };
      } catch (error) {
        return { ok: false, problem: { code: error instanceof Error ? error.message : 'unexpected' } };
      }
    });
    Element.prototype.scrollIntoView = () => {};
    // jsdom has none, and there is one page only.
    const locks = { request: async (_name: string, work: () => unknown) => work() };
    Object.defineProperty(navigator, 'locks', { configurable: true, value: locks });
  });
  afterEach(cleanup);
}

const faceOf = (id: string) => {
  const face = allFaces.find((one) => one.id === id);
  if (!face) throw new Error(`no face ${id}`);
  return face;
};

export const keyOf = (name: string, over: Partial<KeyRecord> = {}): KeyRecord => ({
  id: newId(),
  provider: 'openrouter',
  kind: 'api-key',
  name,
  environment: 'production',
  hint: 'sk-or-…ab12',
  identifiers: {},
  sameness: 'x',
  isEnabled: true,
  addedAtMs: 0,
  changedAtMs: 0,
  checkedAtMs: null,
  usedAtMs: null,
  removedAtMs: null,
  report: { verdict: 'works', facts: [], warnings: [] },
  lastAnswer: null,
  ...over,
});

export const payerWith = (first = keyOf('Everyday'), ...others: KeyRecord[]): Payer => ({
  face: faceOf(first.provider),
  keys: [first, ...others],
});

export const modelOf = (id: string, over: Partial<Model> = {}): Model => ({
  id,
  name: id,
  makes: ['text'],
  takes: ['text'],
  price: { input: '0.000001', output: '0.00001' },
  ...over,
});

export const listWith = (models: readonly Model[], make: Make = 'text'): ModelList => ({
  provider: 'openrouter',
  make,
  models: [...models],
  readAtMs: Date.now(),
});

interface Standing {
  readonly make: Make;
  readonly store: FormStore;
  readonly models: readonly Model[];
  readonly choices: Choices;
  readonly payers: readonly Payer[];
  readonly readAtMs: number;
  readonly refreshing: Refreshing;
}

export interface Shown {
  readonly store: FormStore;
  readonly container: HTMLElement;
}

/** The tab as the panel shows it, ready to be typed into. */
export function show(over: Partial<Standing> = {}): Shown {
  const make = over.make ?? 'text';
  const store = over.store ?? new FormStore(make);
  const list = listWith(over.models ?? [modelOf('acme/talker')], make);
  const lists = [{ ...list, readAtMs: over.readAtMs ?? list.readAtMs }];
  const { container } = render(
    <SurfaceContext value="sidepanel">
      <Workbench
        make={make}
        store={store}
        payers={over.payers ?? [payerWith()]}
        lists={lists}
        choices={over.choices ?? NO_CHOICES}
        refreshing={over.refreshing ?? { busy: new Set(), problems: new Map(), refresh: () => {} }}
        onMake3d={async () => {}}
      />
      <Toasts />
    </SurfaceContext>,
  );
  return { store, container };
}

/** A finished answer, unless said otherwise. */
export function jobOf(state: Partial<State> = {}, request: Partial<Request> = {}): Job {
  return {
    n: 1,
    rev: 1,
    request: {
      id: newId(),
      make: 'text',
      provider: 'openrouter',
      keyId: newId(),
      keyName: 'Everyday',
      keyHint: 'sk-or-…ab12',
      model: 'acme/talker',
      prompt: 'What is fire?',
      files: [],
      conversation: newId(),
      parent: null,
      chosen: {},
      atMs: Date.now(),
      jobKey: '',
      ...request,
    },
    state: {
      place: 'done',
      seq: 1,
      tries: 1,
      text: '',
      thinking: '',
      rounds: [],
      images: [],
      notes: [],
      endedAtMs: Date.now(),
      ...state,
    },
  };
}

export const fileOf = (media: string, name = ''): KeptFile => ({
  id: newId(),
  media,
  name,
  width: 8,
  height: 8,
  sealed: { key: '', byteCount: 1, chunkCount: 1, sha256: '' } as never,
});
