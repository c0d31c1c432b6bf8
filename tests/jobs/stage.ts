/** An open vault with a key, the real runner, and every stand-in behind `fetch`. */
import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId } from '../../lib/core/ids';
import { openDb } from '../../lib/db/open';
import { onNudge } from '../../lib/jobs/nudge';
import type { Job, Order } from '../../lib/jobs/record';
import { openJob } from '../../lib/jobs/rows';
import { pump } from '../../lib/jobs/runner';
import { start } from '../../lib/jobs/start';
import { toReader } from '../../lib/jobs/working';
import { add } from '../../lib/keys/save';
import type { Proof } from '../../lib/messages/vault';
import { openJson } from '../../lib/seal/envelope';
import { type Entry, entrySchema, LEDGER_ENTRY } from '../../lib/usage/record';
import { requireOpen } from '../../lib/vault/session';
import { Answers } from '../harness/answers';
import { allStandIns } from '../harness/stand-ins/all';
import { type Heard, hostsOf } from '../harness/stand-ins/shape';
import { until } from '../harness/until';
import { newVault } from '../keys/bench';
import { toHeard, toResponse } from '../providers/making';

export interface Stage {
  readonly keyId: string;
  readonly proof: Proof;
  readonly heard: Heard[];
  /** How many things were paid for. */
  billed(): number;
  /** Silences on the wire last until this is called. */
  letGo(): void;
  isOffline: boolean;
  /** Reads the secret of another key of the same provider, added and open. */
  addKey(provider?: string): Promise<string>;
}

/** `holds`: what is a silence on the wire is one here too, until the test lets it go. */
export async function setStage({ holds = false, provider = 'openrouter' } = {}): Promise<Stage> {
  const { proof } = await newVault();
  const byHost = new Map<string, Answers>();
  const byId = new Map<string, Answers>();
  for (const standIn of allStandIns) {
    const answers = new Answers(standIn);
    byId.set(standIn.id, answers);
    for (const host of hostsOf(standIn)) byHost.set(host, answers);
  }
  const heard: Heard[] = [];
  let billed = 0;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const call = await toHeard(new Request(input, init));
    const answers = byHost.get(call.host);
    if (!answers) throw new Error(`nobody plays ${call.host}`);
    heard.push(call);
    init?.signal?.throwIfAborted();
    const decision = answers.decide(call);
    if (!('said' in decision) || decision.isUnlisted) throw new Error(`unlisted ${call.method} ${call.path}`);
    const { said } = decision;
    if (said.isBilled) billed += 1;
    if (said.isDropped) throw new TypeError('Failed to fetch');
    return toResponse(said, init?.signal ?? undefined, undefined, holds ? () => gate : undefined);
  });
  // Node has no decoder for pictures; what it would say is told by the tests in browsers.
  vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 8, close: () => {} }));
  const network = { isOnline: true };
  vi.stubGlobal('navigator', {
    get onLine() {
      return network.isOnline;
    },
  });
  fakeBrowser.runtime.getPlatformInfo = async () =>
    ({ os: 'linux', arch: 'x86-64', nacl_arch: 'x86-64' }) as never;
  onNudge(() => void pump());
  const addKey = async (of = provider) => {
    const id = newId();
    const fields = byId.get(of)?.issue(undefined) ?? {};
    const kind = 'api-key';
    const { saved } = await add({
      id,
      provider: of,
      kind,
      fields,
      name: `key ${id.slice(0, 4)}`,
      environment: 'production',
    });
    if (!saved) throw new Error('the key was not saved');
    return id;
  };
  const keyId = await addKey();
  heard.splice(0);
  return {
    keyId,
    proof,
    heard,
    billed: () => billed,
    letGo: () => letGo(),
    addKey,
    get isOffline() {
      return !network.isOnline;
    },
    set isOffline(isOffline: boolean) {
      network.isOnline = !isOffline;
    },
  };
}

export const order = (prompt: string, over: Partial<Order> = {}): Order => ({
  id: newId(),
  make: 'text',
  provider: 'openrouter',
  model: 'acme/talker',
  prompt,
  files: [],
  conversation: newId(),
  parent: null,
  chosen: {},
  ...over,
});

export async function readJob(id: string): Promise<Job> {
  const row = await openDb().jobs.where('id').equals(id).first();
  if (!row) throw new Error('no such job');
  return openJob(toReader(await requireOpen()), row);
}

/** Starts it and waits until it stands there. */
export async function started(
  ordered: Order,
  place: Job['state']['place'] | ((job: Job) => boolean),
): Promise<Job> {
  await start(ordered);
  return untilJob(ordered.id, place);
}

export async function untilJob(
  id: string,
  place: Job['state']['place'] | ((job: Job) => boolean),
): Promise<Job> {
  let last = '';
  const found = await until(
    async () => {
      const job = await readJob(id);
      last = `${job.state.place} ${JSON.stringify(job.state.problem)}`;
      return (typeof place === 'string' ? job.state.place === place : place(job)) ? { job } : undefined;
    },
    { withinMs: 8_000, what: `the job to be ${String(place)}` },
  ).catch((error: unknown) => {
    throw new Error(`${String(error)} It is ${last}.`);
  });
  return found.job;
}

export async function readLedger(): Promise<Entry[]> {
  const open = await requireOpen();
  const rows = await openDb().ledger.toArray();
  const entries = await Promise.all(
    rows.map((row) =>
      openJson(
        open.content,
        { vaultId: open.vaultId, kind: LEDGER_ENTRY, rowId: row.id },
        row.sealed,
        entrySchema,
      ),
    ),
  );
  return entries.flatMap((entry) => entry ?? []);
}
