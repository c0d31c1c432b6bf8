/** A paid job in 3D whose files lie at a host that does what a test tells it, and a clock that goes as fast as it is told. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { newState } from '../../lib/jobs/advance';
import { findPaying } from '../../lib/jobs/paying';
import type { Job, Request, State } from '../../lib/jobs/record';
import { importJobKey, sealRequest, sealState } from '../../lib/jobs/rows';
import { findRunning, pump } from '../../lib/jobs/runner';
import { toReader } from '../../lib/jobs/working';
import type { Proof } from '../../lib/messages/vault';
import { requireOpen, touch } from '../../lib/vault/session';
import { FileHost, glbOf } from '../files/host';
import { png } from '../harness/picture-bytes';
import { readJob, setStage } from './stage';

const FILES = 'tripo-data.rg1.data.tripo3d.com';

/** What the files' host heard. */
export interface Fetched {
  readonly path: string;
  readonly signature: string | null;
  readonly headers: Headers;
}

export interface FilesStage {
  readonly id: string;
  readonly proof: Proof;
  readonly model: FileHost;
  readonly poster: FileHost;
  readonly fetched: Fetched[];
  readonly polls: () => number;
  /** Everything else that was asked of the provider: a creation would be among it. */
  readonly others: string[];
  /** Nobody answers. */
  isAway: boolean;
  skip(ms: number): void;
  /** Brings it on until it stands there, however long its provider wants to be left alone. */
  until(place: State['place'] | ((job: Job) => boolean), life?: Life): Promise<Job>;
}

export interface Life {
  pump(): Promise<void>;
  findRunning(id: string): { readonly ended: Promise<void> } | undefined;
}

const realNow = Date.now.bind(Date);
/** It never goes back, as little as the background's memory does. */
let aheadMs = 0;

export async function setFilesStage(): Promise<FilesStage> {
  const { keyId, proof } = await setStage({ provider: 'tripo' });
  await touch(null);
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [] });
  // What the one before waited for is over.
  aheadMs += 60_000;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs);
  const model = new FileHost(glbOf(400_000));
  const poster = new FileHost(new Uint8Array(png()));
  const fetched: Fetched[] = [];
  const others: string[] = [];
  let polls = 0;
  const address = (name: string) => `https://${FILES}/tcli_0/20261121/task/${name}?Signature=${polls}`;
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const { host, pathname, searchParams } = new URL(input);
    const headers = new Headers(init?.headers);
    init?.signal?.throwIfAborted();
    if (stage.isAway) throw new TypeError('Failed to fetch');
    if (host === FILES) {
      fetched.push({ path: pathname, signature: searchParams.get('Signature'), headers });
      const from = /^bytes=(\d+)-$/.exec(headers.get('range') ?? '')?.[1] ?? '0';
      const at = pathname.endsWith('.glb') ? model : poster;
      return at.answer(Number(from), headers.get('if-range') ?? undefined, init?.signal ?? undefined);
    }
    // What was made is compared with its records afterwards: they are away, and nothing here is about them.
    if (pathname === '/v3/account/usage') return new Response('', { status: 503 });
    if (!pathname.startsWith('/v3/tasks/')) others.push(`${init?.method ?? 'GET'} ${pathname}`);
    polls += 1;
    const output = { model_url: address('model.glb'), rendered_image_url: address('poster.webp') };
    const task = { status: 'success', progress: 100, output, credits_consumed: 20 };
    return Response.json({ code: 0, status: 'success', data: { task_id: 'task', ...task } });
  });
  const id = await plant(keyId);
  const stage: FilesStage = {
    id,
    proof,
    model,
    poster,
    fetched,
    others,
    isAway: false,
    polls: () => polls,
    skip: (ms) => {
      aheadMs += ms;
    },
    async until(place, life = { pump, findRunning }) {
      for (let times = 0; times < 100; times += 1) {
        await life.pump();
        await life.findRunning(id)?.ended;
        const job = await readJob(id);
        if (typeof place === 'string' ? job.state.place === place : place(job)) return job;
        stage.skip(31_000);
      }
      const { state } = await readJob(id);
      throw new Error(`It is ${state.place} ${JSON.stringify(state.problem)}.`);
    },
  };
  return stage;
}

/** Its creation was answered, and nothing is known of it since. */
async function plant(keyId: string): Promise<string> {
  const open = await requireOpen();
  const key = await findPaying(open, 'tripo', keyId);
  const id = newId();
  const request: Request = {
    id,
    make: 'model3d',
    provider: 'tripo',
    model: 'v3.1-20260211',
    prompt: 'a small clay owl',
    files: [],
    conversation: id,
    parent: null,
    chosen: {},
    keyId: key.id,
    keyName: key.name,
    keyHint: key.hint,
    atMs: Date.now(),
    jobKey: btoa('j'.repeat(32)),
  };
  const state: State = {
    ...newState(),
    place: 'running',
    boot: 'another',
    sentAtMs: Date.now(),
    operation: { id: 'task' },
    pollAtMs: 0,
  };
  const sealed = await sealRequest(toReader(open), request);
  const sealedState = await sealState(open.vaultId, id, await importJobKey(request), state);
  await openDb().jobs.add({ id, rev: 1, sealed, state: sealedState, open: 1 });
  return id;
}
