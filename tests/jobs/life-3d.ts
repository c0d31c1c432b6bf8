/**
 * A small world around one Generate: a provider that bills what it takes, a background that dies, a vault that locks,
 * a network that fails. What a job becomes in it is decided by the program's own functions; here is only what happens.
 */
import { ProblemError, problem } from '../../lib/core/problem';
import { advance, newState } from '../../lib/jobs/advance';
import { mayBeCollected, mayBeFound } from '../../lib/jobs/afterwards';
import type { Happening } from '../../lib/jobs/happening';
import { judgeLost } from '../../lib/jobs/judging';
import { afterRefusal, afterThrow } from '../../lib/jobs/outcome';
import { isOver, type State } from '../../lib/jobs/record';
import type { Failed } from '../../lib/providers/makes';

/** A creation as the provider sees it. */
interface Task {
  readonly id: string;
  status: 'working' | 'success' | 'failed';
  /** Its files can be had until then; a question signs them anew. */
  signedUntilMs: number;
}

/** One request that the background waits for. */
interface Flight {
  readonly asks: 'create' | 'poll' | 'file';
  readonly boot: number;
  /** It was answered at the provider; the answer has not come back. */
  answer?: { readonly task?: Task; readonly refused?: 'busy' | 'invalid' | 'credit' };
  signedUntilMs?: number;
}

const FILE = {
  id: 'f'.repeat(32),
  media: 'model/gltf-binary',
  name: '',
  sealed: {
    format: 1 as const,
    key: btoa('k'.repeat(32)),
    chunkCount: 1,
    byteCount: 1,
    sha256: '0'.repeat(64),
  },
};
const SIGNED_MS = 5 * 60_000;
const FIND_MS = 10 * 60_000;

export class World {
  nowMs = 1_000_000;
  boot = 1;
  isAlive = true;
  isOpen = true;
  isOnline = true;
  readonly tasks: Task[] = [];
  /** Creations of somebody else with the same key, of which the records tell too: other words, or none that are echoed. */
  others = 0;
  /** Another job of ours asked the very same and does not know either what became of it. */
  hasRival = false;
  /** Another computer with the same key asked for the very same at the same time. */
  hasTwin = false;
  /** It took by itself what may be the other one's. */
  isGreedy = false;
  state: State = newState();
  flight: Flight | undefined;
  /** How often somebody said that it should be sent: the Generate, and each "Try again". */
  wanted = 1;

  happen(happening: Happening): void {
    this.state = advance(this.state, happening, this.nowMs);
  }

  /** The runner comes by. */
  tick(): void {
    if (!this.isAlive || !this.isOpen || this.flight) return;
    this.happen({ is: 'woke', findUntilMs: this.nowMs + FIND_MS });
    const { place, operation, notBeforeMs = 0, pollAtMs = 0 } = this.state;
    if (place === 'draft' && notBeforeMs <= this.nowMs) this.#send();
    else if (!isOver(place) && operation !== undefined && pollAtMs <= this.nowMs)
      this.flight = { asks: 'poll', boot: this.boot };
  }

  #send(): void {
    if (!this.isOnline) {
      this.#threw('offline', false);
      return;
    }
    this.happen({ is: 'send', boot: `${this.boot}` });
    this.flight = { asks: 'create', boot: this.boot };
  }

  /** The request reaches the provider, which does what it is asked. */
  deliver(mood: number): void {
    const { flight } = this;
    if (!flight || flight.answer || !this.isOnline) return;
    if (flight.asks === 'create') flight.answer = this.#create(mood);
    else if (flight.asks === 'poll') {
      const task = this.tasks.find(({ id }) => id === this.state.operation);
      if (task) task.signedUntilMs = this.nowMs + SIGNED_MS;
      flight.answer = task ? { task } : {};
    } else flight.answer = {};
  }

  #create(mood: number): NonNullable<Flight['answer']> {
    const refused = (['busy', 'invalid', 'credit'] as const)[mood % 8];
    if (refused) return { refused };
    const task: Task = { id: `task ${this.tasks.length + 1}`, status: 'working', signedUntilMs: 0 };
    this.tasks.push(task);
    return { task };
  }

  /** The provider gets on with it. */
  work(mood: number): void {
    for (const task of this.tasks)
      if (task.status === 'working') task.status = mood % 4 === 0 ? 'failed' : 'success';
  }

  /** The answer comes back to the background that asked, if that one still lives. */
  answer(): void {
    const { flight } = this;
    if (!flight?.answer || !this.isAlive || flight.boot !== this.boot) return;
    this.flight = undefined;
    if (flight.asks === 'create') this.#answerCreate(flight.answer);
    else if (flight.asks === 'poll') this.#answerPoll(flight.answer.task);
    else this.#answerFile((flight.signedUntilMs ?? 0) > this.nowMs);
  }

  #answerCreate({ task, refused }: NonNullable<Flight['answer']>): void {
    if (task) {
      this.happen({ is: 'pending', operation: task.id, pollAtMs: this.nowMs + 2_000 });
      return;
    }
    const code = { busy: 'rate-limited', invalid: 'bad-request', credit: 'no-credit' }[refused ?? 'invalid'];
    const failed: Failed = {
      is: 'failed',
      problem: problem(code),
      charge: 'none',
      ...(refused === 'busy' ? { again: { afterMs: 1_000 } } : {}),
    };
    for (const happening of afterRefusal(this.state, failed, this.nowMs)) this.happen(happening);
  }

  #answerPoll(task: Task | undefined): void {
    const { operation } = this.state;
    // Somebody stopped it while the question was under way.
    if (isOver(this.state.place)) return;
    if (task?.status === 'success') {
      this.happen({ is: 'download' });
      this.flight = { asks: 'file', boot: this.boot, signedUntilMs: task.signedUntilMs };
    } else if (task?.status === 'working')
      this.happen({ is: 'pending', operation, pollAtMs: this.nowMs + 2_000 });
    else {
      const charge = task ? 'none' : 'unknown';
      this.happen({ is: 'failed', failed: { problem: problem('provider-failed'), charge } });
    }
  }

  #answerFile(isThere: boolean): void {
    if (isOver(this.state.place)) return;
    if (!isThere) {
      this.#rest();
      return;
    }
    this.happen({ is: 'kept', made: { at: 0, role: 'model', file: FILE } });
    this.happen({ is: 'done', told: { credits: 20, costUsd: '0.2' }, cost: { usd: '0.2', how: 'told' } });
  }

  /** The connection breaks. A question is asked again; of a creation nobody knows whether it arrived. */
  cut(): void {
    const { flight } = this;
    if (!flight || !this.isAlive) return;
    this.flight = undefined;
    if (isOver(this.state.place)) return;
    if (flight.asks === 'create') this.#threw('no-connection', true);
    else this.#rest();
  }

  #rest(): void {
    const { operation, stumbles = 0 } = this.state;
    this.happen({ is: 'pending', operation, pollAtMs: this.nowMs + 1_000, stumbles: stumbles + 1 });
  }

  #threw(code: string, isBilled: boolean): void {
    const { signal } = new AbortController();
    const sent = { isBilled, free: 0, traces: [] };
    const thrown = afterThrow(this.state, new ProblemError(problem(code)), {
      sent,
      signal,
      nowMs: this.nowMs,
    });
    this.happen(thrown.is === 'lost' ? { ...thrown, findUntilMs: this.nowMs + FIND_MS } : thrown);
  }

  die(): void {
    this.isAlive = false;
    this.flight = undefined;
  }

  live(): void {
    if (this.isAlive) return;
    this.isAlive = true;
    this.boot += 1;
  }

  stop(): void {
    if (!this.isAlive || !this.isOpen || isOver(this.state.place)) return;
    const { flight } = this;
    // What nobody works on is judged by where it stands.
    if (!flight) {
      this.happen({ is: 'stop' });
      return;
    }
    this.flight = undefined;
    this.happen({ is: 'stop', isSent: flight.asks === 'create' || this.state.operation !== undefined });
  }

  /** The provider's records are searched, and judged as the program does it. */
  look(): void {
    if (!this.isAlive || !this.isOpen || !this.isOnline || !mayBeFound(this.state)) return;
    if (this.state.sentAtMs === undefined) return;
    const { past = [], findUntilMs = 0 } = this.state;
    const lostOf = (operation: string, isSame: boolean) =>
      ({ operation, isSame, atMs: this.nowMs, about: 'working' }) as const;
    const lost = this.tasks.map(({ id }) => lostOf(id, true));
    for (let other = 0; other < this.others; other += 1) lost.unshift(lostOf(`foreign ${other}`, false));
    const isTaken = (operation: unknown) => past.includes(operation);
    const last = this.tasks.at(-1);
    if (this.hasTwin && last && !isTaken(last.id)) lost.unshift(lostOf('foreign twin', true));
    const isOver = this.nowMs >= findUntilMs;
    const judged = judgeLost(lost, { isTaken, hasRival: this.hasRival, isOver });
    this.isGreedy ||= judged.is === 'found' && this.hasRival;
    this.happen(judged);
  }

  /** Somebody says which of those that were found it is: the one that is theirs. */
  adopt(): void {
    if (!this.isAlive || !this.isOpen || !mayBeFound(this.state)) return;
    const { candidates = [] } = this.state;
    const own = candidates.find(({ operation }) => this.tasks.some(({ id }) => id === operation));
    if (own) this.happen({ is: 'found', operation: own.operation });
  }

  collect(): void {
    if (this.isAlive && this.isOpen && mayBeCollected(this.state)) this.happen({ is: 'collect' });
  }

  /** Somebody presses "Try again", which is there for what cost nothing. */
  retry(): void {
    const { place, charge } = this.state;
    if (!this.isAlive || !this.isOpen || place !== 'failed' || charge !== 'none') return;
    this.wanted += 1;
    this.happen({ is: 'retry' });
  }
}
