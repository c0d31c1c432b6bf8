/** The requests of a job that stand in its own row until they go into the record of activity together. */
import type { Sent } from '../activity/request';
import { type By, merged, toEvents, toSent } from '../activity/sent';
import { traced } from '../activity/write';
import type { Exchange } from '../core/exchange';
import type { OpenVault } from '../vault/session';
import type { Held } from './held';

interface One {
  /** Still being written by whoever reads the answer. */
  readonly exchange: Exchange;
  readonly by: By;
}

/** What is older has its answer. */
const MOST_LIVE = 50;

export class Leaving {
  #before: readonly Sent[];
  #live: One[] = [];

  constructor(before: readonly Sent[] = []) {
    this.#before = before;
  }

  add(exchange: Exchange, by: By): void {
    this.#live.push({ exchange, by });
    if (this.#live.length <= MOST_LIVE) return;
    const [oldest, ...rest] = this.#live;
    if (oldest) this.#before = merged([...this.#before, toSent(oldest.exchange, oldest.by)]);
    this.#live = rest;
  }

  /** As much as is known now, and what to call when it was told. */
  take(): { readonly sent: readonly Sent[]; readonly told: () => void } {
    const taken = new Set(this.#live);
    const sent = merged([...this.#before, ...this.#live.map(({ exchange, by }) => toSent(exchange, by))]);
    const told = () => {
      this.#before = [];
      this.#live = this.#live.filter((one) => !taken.has(one));
    };
    return { sent, told };
  }
}

/** Out of the job's row and into the record, in one transaction. */
export async function tellSent(held: Held, open: OpenVault): Promise<void> {
  const { sent, told } = held.leaving.take();
  if (sent.length === 0) return;
  const events = toEvents(sent, held.request, held.id);
  await traced(open, events, (traces) => held.write({ traces, told }));
}
