/** A lock in the middle: what was paid for is taken in and sealed, nothing is shown, and nothing new is sent. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDb } from '../../lib/db/open';
import { LIVE_CHANNEL } from '../../lib/jobs/live';
import { readJobs } from '../../lib/jobs/reads';
import { findHeld, pump } from '../../lib/jobs/runner';
import { start } from '../../lib/jobs/start';
import { findOpen } from '../../lib/session/open';
import { holdOpen, touch } from '../../lib/vault/session';
import { lock, unlock } from '../../lib/vault/vault';
import { until } from '../harness/until';
import { order, readJob, readLedger, type Stage, setStage, started, untilJob } from './stage';

const PROVIDER = 'anthropic';
const text = (prompt: string) => order(prompt, { provider: PROVIDER, model: 'claude-haiku-5-5' });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage({ provider: PROVIDER, holds: true });
});

/** The row grows without anybody who could read it. */
const untilRow = (id: string, isSo: (row: { open?: 1; rev: number }) => boolean) =>
  until(
    async () => {
      const row = await openDb().jobs.where('id').equals(id).first();
      return row && isSo(row);
    },
    { what: 'the row to change while locked', withinMs: 8_000 },
  );

describe('a lock in the middle of an answer', () => {
  it('lets it end, sealed with its own key; it is there and in the books after unlocking', async () => {
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    await lock();
    const before = await openDb().jobs.where('id').equals(job.request.id).first();
    expect((await readJobs('text', 10)).jobs).toEqual([]);
    stage.letGo();
    await untilRow(job.request.id, (row) => row.rev > (before?.rev ?? 0));
    await expect(readJob(job.request.id)).rejects.toThrow('locked');
    // Its words and its key are needed no longer.
    await vi.waitFor(() => expect(findHeld(job.request.id)).toBeUndefined());
    await unlock(stage.proof);
    await pump();
    const done = await untilJob(job.request.id, ({ state }) => state.isBooked === true);
    expect(done.state).toMatchObject({ place: 'done' });
    expect(done.state.text).toContain('word20');
    expect(await readLedger()).toHaveLength(1);
    expect(stage.billed()).toBe(1);
  });

  it('shows nothing more to anybody who listens', async () => {
    const heard: string[] = [];
    const channel = new BroadcastChannel(LIVE_CHANNEL);
    channel.onmessage = ({ data }: { data: { piece: string } }) => heard.push(data.piece);
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    await vi.waitFor(() => expect(heard.join('')).toContain('word5'));
    await lock();
    stage.letGo();
    await unlock(stage.proof);
    await pump();
    await untilJob(job.request.id, 'done');
    channel.close();
    expect(heard.join('')).not.toContain('word6');
  });

  it('sends nothing that was still waiting, until it is open again', async () => {
    const first = await started(text('pieces=20 gap=1000@5'), 'running');
    const next = { ...text('say="Second."'), parent: first.request.id };
    await start(next);
    await lock();
    stage.letGo();
    await untilRow(first.request.id, (row) => row.rev > first.rev);
    const posts = () => stage.heard.filter(({ method }) => method === 'POST').length;
    expect(posts()).toBe(1);
    await unlock(stage.proof);
    await pump();
    await untilJob(next.id, 'done');
    expect(posts()).toBe(2);
  });
});

describe('after a lock', () => {
  const TEN_MINUTES_MS = 10 * 60_000;

  /** What was set to happen ten minutes later; nobody waits for it here. */
  function watchEnds(): (() => void)[] {
    const ends: (() => void)[] = [];
    const real = globalThis.setTimeout;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
      if (ms !== TEN_MINUTES_MS) return real(work, ms);
      ends.push(work);
      return undefined;
    }) as typeof setTimeout);
    return ends;
  }

  it('what is still on its way has ten minutes: then it is cut, its words are kept and its key is forgotten', async () => {
    const ends = watchEnds();
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    expect(ends).toHaveLength(0);
    await lock();
    expect(ends).toHaveLength(1);
    expect(findHeld(job.request.id)).toBeDefined();
    const before = await openDb().jobs.where('id').equals(job.request.id).first();
    for (const end of ends) end();
    await untilRow(job.request.id, (row) => row.rev > (before?.rev ?? 0));
    await vi.waitFor(() => expect(findHeld(job.request.id)).toBeUndefined());
    stage.letGo();
    await unlock(stage.proof);
    await pump();
    const cut = await untilJob(job.request.id, ({ state }) => state.isBooked === true);
    expect(cut.state).toMatchObject({ place: 'partial', problem: { code: 'timed-out' }, charge: 'unknown' });
    expect(cut.state.text).toContain('word5');
    expect(cut.state.text).not.toContain('word6');
    expect(stage.heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('the ten minutes are over without a trace where everything had ended before', async () => {
    const ends = watchEnds();
    const job = await started(text('pieces=20 gap=1000@5'), ({ state }) => state.text.includes('word5'));
    await lock();
    stage.letGo();
    await vi.waitFor(() => expect(findHeld(job.request.id)).toBeUndefined());
    for (const end of ends) end();
    await unlock(stage.proof);
    await pump();
    expect((await untilJob(job.request.id, ({ state }) => state.isBooked === true)).state.place).toBe('done');
  });
});

describe('the idle lock', () => {
  it('waits while something that costs money is on its way, for half an hour at most', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      await touch(5);
      const end = (await findOpen())?.lockAtMs ?? 0;
      vi.setSystemTime(end - 10_000);
      await holdOpen();
      expect((await findOpen())?.lockAtMs).toBeGreaterThan(end);
      for (let held = 0; held < 120; held += 1) {
        vi.setSystemTime(Date.now() + 20_000);
        await holdOpen();
      }
      const last = end + 30 * 60_000;
      expect(Date.now()).toBeGreaterThan(last);
      expect(await findOpen()).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not wait for what nobody works on', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      await touch(5);
      const end = (await findOpen())?.lockAtMs;
      await holdOpen();
      expect((await findOpen())?.lockAtMs).toBe(end);
    } finally {
      vi.useRealTimers();
    }
  });
});
