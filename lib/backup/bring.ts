/** A backup's rows, one after the other: what is new is sealed for this vault and staged. */
import { sealLogLine } from '../activity/imported';
import { BACK_MS } from '../budgets/record';
import { openDb } from '../db/open';
import { SETTING } from '../db/settings';
import type { ChunkRow } from '../db/tables';
import { isOver } from '../jobs/record';
import { importJobKey, openJob, type Reader, sealRequest, sealState } from '../jobs/rows';
import type { Defaults } from '../keys/record';
import { openJson, sealJson } from '../seal/envelope';
import { LEDGER_ENTRY } from '../usage/record';
import { booksOf, isLater, nameFiles, sealedFilesOf } from './later';
import { sealMark } from './marks';
import type { Item } from './read';
import { isCarried, type Row, toDefaults, toEntry, toEvent, toHalves } from './record';
import { type Names, renamed } from './rename';
import { anything } from './rows';
import type { FromBackup, Taken } from './sealed';
import type { Stage } from './staged';
import { asOver } from './unfinished';

/** What a person is told. */
export interface Counts {
  keys: number;
  sameKeys: number;
  jobs: number;
  sameJobs: number;
  newerJobs: number;
  entries: number;
  lines: number;
  settings: number;
  files: number;
}

export interface Bringing {
  readonly vault: Reader;
  readonly stage: Stage;
  /** Asked once: the background opens the credentials and stages them. */
  readonly takeKeys: (keys: readonly FromBackup[]) => Promise<Taken>;
}

const CHUNKS_AT_ONCE = 32;
const DEFAULTS = 'defaults';

export class Bring {
  readonly counts: Counts = {
    keys: 0,
    sameKeys: 0,
    jobs: 0,
    sameJobs: 0,
    newerJobs: 0,
    entries: 0,
    lines: 0,
    settings: 0,
    files: 0,
  };
  /** Files that were begun here, which nobody names before the end. */
  readonly begun: string[] = [];
  standing = '';
  /** Something of it was spent so lately that budgets count it. */
  isSpent = false;
  /** Rows that the background staged. */
  keyRows = 0;
  #madeAtMs = 0;
  readonly #keys: FromBackup[] = [];
  #names: Names | undefined;
  #usable: Taken['usable'] = {};
  /** By the file's name in the backup: its name here. */
  readonly #wanted = new Map<string, string>();
  /** By that name too: of how many chunks it is. */
  readonly #chunkCounts = new Map<string, number>();
  readonly #known = {
    ledger: new Set<string>(),
    logs: new Set<string>(),
    marks: new Set<string>(),
    jobs: new Set<string>(),
  };
  /** Jobs that were here before, and which of them the backup knew later. */
  readonly #jobs = new Map<string, 'same' | 'newer'>();
  #file: string | undefined;
  #at = 0;
  #chunks: ChunkRow[] = [];

  constructor(readonly bringing: Bringing) {}

  async prepare(): Promise<void> {
    const db = openDb();
    for (const table of [db.ledger, db.logs, db.activity])
      for (const id of await table.orderBy('id').keys())
        this.#known[table === db.ledger ? 'ledger' : 'logs'].add(String(id));
    for (const id of await db.marks.toCollection().primaryKeys()) this.#known.marks.add(id);
    for (const id of await db.jobs.orderBy('id').keys()) this.#known.jobs.add(String(id));
  }

  async take(item: Item): Promise<void> {
    if (item.is === 'bytes') return this.#takeChunk(item.bytes);
    if (item.is === 'about') {
      this.#madeAtMs = item.row.madeAtMs;
      return;
    }
    if (item.is === 'keys') {
      this.#keys.push(item.row);
      return;
    }
    const names = await this.#meetKeys();
    switch (item.is) {
      case 'settings':
        return this.#takeSetting(item.row, names);
      case 'jobs':
        return this.#takeJob(item.raw, names);
      case 'ledger':
        return this.#takeEntry(item.row, item.raw, names);
      case 'log':
        return this.#takeLine(item.row, names);
      case 'marks':
        return this.#takeMark(item.row);
      case 'files':
        return this.#beginFile(item.row);
    }
  }

  async finish(): Promise<void> {
    await this.#meetKeys();
    await this.#flushChunks();
    await this.bringing.stage.flush();
  }

  /** All keys are there: what each is called here is known from now on. */
  async #meetKeys(): Promise<Names> {
    if (this.#names) return this.#names;
    const taken = await this.bringing.takeKeys(this.#keys);
    this.standing = taken.standing;
    this.keyRows = taken.staged;
    this.#usable = taken.usable;
    this.counts.keys = taken.added;
    this.counts.sameKeys = taken.same;
    this.#names = new Map(Object.entries(taken.ids).filter(([theirs, ours]) => theirs !== ours));
    return this.#names;
  }

  /** What was chosen here stays; a provider without a default gets the backup's. */
  async #takeSetting({ id, value }: Row<'settings'>, names: Names): Promise<void> {
    if (!isCarried(id)) return;
    const { vault, stage } = this.bringing;
    const place = { vaultId: vault.vaultId, kind: SETTING, rowId: id };
    const row = await openDb().settings.get(id);
    if (row && id !== DEFAULTS) return;
    const theirs = renamed(value, names);
    const next = id === DEFAULTS ? this.#defaultsOf(theirs) : theirs;
    if (row) {
      const before = await openJson(vault.key, place, row.sealed, anything).catch(() => null);
      const ours = toDefaults(before);
      const merged = { ...this.#defaultsOf(theirs), ...ours };
      if (Object.keys(merged).length === Object.keys(ours).length) return;
      const sealed = await sealJson(vault.key, place, merged);
      return stage.put('settings', { id, rev: row.rev + 1, sealed }, row.rev);
    }
    await stage.put('settings', { id, rev: 1, sealed: await sealJson(vault.key, place, next) });
    this.counts.settings += 1;
  }

  /** A key that is switched off here, or another provider's, is nobody's default. */
  #defaultsOf(value: unknown): Defaults {
    const chosen = Object.entries(toDefaults(value));
    return Object.fromEntries(chosen.filter(([provider, id]) => this.#usable[id] === provider));
  }

  async #takeJob(raw: unknown, names: Names): Promise<void> {
    const { vault, stage } = this.bringing;
    const job = toHalves(renamed(raw, names));
    const { id } = job.request;
    const row = await openDb().jobs.where('id').equals(id).first();
    const here = row && (await openJob(vault, row).catch(() => undefined));
    if (row) {
      const isNewer = here && isOver(here.state.place) && isLater(job, here);
      this.#jobs.set(id, isNewer ? 'newer' : 'same');
      this.counts[isNewer ? 'newerJobs' : 'sameJobs'] += 1;
      if (!isNewer) return;
    } else this.counts.jobs += 1;
    const state = { ...asOver(job.state, this.#madeAtMs), ...(here && booksOf(here.state)) };
    for (const { id, sealed } of sealedFilesOf(job)) this.#chunkCounts.set(id, sealed.chunkCount);
    const files = nameFiles({ request: job.request, state }, here, this.#wanted);
    const ours = toHalves({ request: renamed(job.request, files), state: renamed(state, files) });
    const sealed = await sealRequest(vault, ours.request);
    const halves = {
      sealed,
      state: await sealState(vault.vaultId, id, await importJobKey(ours.request), ours.state),
      // Its bill is still to be entered.
      ...(ours.state.isBooked === true ? {} : { open: 1 as const }),
    };
    if (row) await stage.put('jobs', { n: row.n, id, rev: row.rev + 1, ...halves }, row.rev);
    else await stage.put('jobs', { id, rev: 1, ...halves });
  }

  /** The books of a job that was here before are kept here: only what the backup knew later corrects them. */
  async #takeEntry({ id }: Row<'ledger'>, raw: unknown, names: Names): Promise<void> {
    const { vault, stage } = this.bringing;
    if (this.#known.ledger.has(id)) return;
    const { entry } = toEntry(renamed(raw, names));
    const met = this.#jobs.get(entry.jobId);
    // Nothing of a backup takes back what was booked here, unless it knows that very job later.
    const isOurs = this.#known.jobs.has(entry.jobId) || this.#known.ledger.has(entry.replaces ?? '');
    if (isOurs && met !== 'newer') return;
    if (met || entry.atMs >= Date.now() - BACK_MS) this.isSpent = true;
    const place = { vaultId: vault.vaultId, kind: LEDGER_ENTRY, rowId: id };
    const sealed = await sealJson(vault.key, place, met ? { ...entry, corrects: true } : entry);
    await stage.put('ledger', { id, rev: 1, sealed });
    this.counts.entries += 1;
  }

  async #takeLine({ id, vaultId, event }: Row<'log'>, names: Names): Promise<void> {
    if (this.#known.logs.has(id)) return;
    this.#known.logs.add(id);
    const line = { vaultId, event: toEvent(renamed(event, names)), madeAtMs: this.#madeAtMs };
    await this.bringing.stage.put('logs', await sealLogLine(this.bringing.vault, id, line));
    this.counts.lines += 1;
  }

  async #takeMark({ id, mark }: Row<'marks'>): Promise<void> {
    if (this.#known.marks.has(id)) return;
    await this.bringing.stage.put('marks', await sealMark(this.bringing.vault, id, mark));
  }

  async #beginFile({ id, chunkCount }: Row<'files'>): Promise<void> {
    this.#file = this.#wanted.get(id);
    this.#at = 0;
    if (!this.#file) return;
    this.begun.push(this.#file);
    // Before its first chunk: nobody may take it for rubbish meanwhile.
    await this.bringing.stage.put('files', { id: this.#file });
    await this.bringing.stage.flush();
    if (chunkCount === this.#chunkCounts.get(id)) this.counts.files += 1;
  }

  async #takeChunk(bytes: ChunkRow['bytes']): Promise<void> {
    if (!this.#file) return;
    this.#chunks.push({ file: this.#file, at: this.#at, bytes });
    this.#at += 1;
    if (this.#chunks.length >= CHUNKS_AT_ONCE) await this.#flushChunks();
  }

  async #flushChunks(): Promise<void> {
    const chunks = this.#chunks.splice(0);
    if (chunks.length > 0) await openDb().files.bulkAdd(chunks);
  }
}
