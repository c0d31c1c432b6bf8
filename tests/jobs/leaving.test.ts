/** Every request that left for a job has its line: one for each that may cost money, one for its polls, one for its downloads. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Activity } from '../../lib/activity/record';
import { openLine } from '../../lib/activity/rows';
import { verify } from '../../lib/activity/verify';
import { openDb } from '../../lib/db/open';
import { refreshModels } from '../../lib/jobs/lists';
import type { Job } from '../../lib/jobs/record';
import { toReader } from '../../lib/jobs/working';
import { requireOpen } from '../../lib/vault/session';
import { bearerOf } from '../harness/stand-ins/shape';
import { rules } from '../harness/stand-ins/tripo/account';
import { forgetTasks } from '../harness/stand-ins/tripo/tasks';
import { order, type Stage, setStage, started } from './stage';

let stage: Stage;
const chat = (prompt: string) => order(prompt, { provider: 'anthropic', model: 'claude-haiku-5-5' });

async function linesOf({ request }: Job): Promise<Activity[]> {
  const reader = toReader(await requireOpen());
  const rows = await openDb().activity.orderBy('n').toArray();
  const lines = await Promise.all(rows.map((row) => openLine(reader, row)));
  expect((await verify(reader)).broken).toBeUndefined();
  return lines.flatMap(({ activity }) => (activity?.jobId === request.id ? [activity] : []));
}

const isTold = ({ state }: Job) => state.isBooked === true && state.sent === undefined;
const sum = (lines: readonly Activity[]) =>
  lines.reduce((all, { request }) => all + (request?.count ?? 0), 0);

describe('a chat', () => {
  beforeEach(async () => {
    stage = await setStage({ provider: 'anthropic' });
  });

  it('is told before it is sent and when it was answered, with what went and came', async () => {
    const job = await started(chat('Tell me. pieces=20'), isTold);
    const [used, ...sent] = await linesOf(job);
    expect(used).toMatchObject({ what: 'key-used', keyId: stage.keyId, make: 'text' });
    const billed = sent.filter(({ request }) => request?.isBilled);
    expect(billed).toMatchObject([
      {
        what: 'request',
        provider: 'anthropic',
        keyId: stage.keyId,
        request: {
          method: 'POST',
          host: 'api.anthropic.com',
          path: '/v1/messages',
          status: 200,
          count: 1,
        },
      },
    ]);
    const [heard] = stage.heard.filter(({ method }) => method === 'POST');
    expect(billed[0]?.request?.sentBytes).toBe(heard?.body.length);
    expect(billed[0]?.request?.receivedBytes).toBeGreaterThan(100);
    expect(sum(sent)).toBe(stage.heard.length);
    const text = JSON.stringify(sent);
    expect(text).not.toMatch(/Tell me|word5/);
    expect(text).not.toContain('sk-ant');
  });
});

describe('a model', () => {
  beforeEach(async () => {
    forgetTasks();
    Object.assign(rules, { ...rules });
    stage = await setStage({ provider: 'tripo' });
    Object.assign(fakeBrowser.runtime, { getContexts: async () => [{}] });
    await refreshModels('tripo', 'model3d', true);
    stage.heard.splice(0);
  });

  it('has one line for its polls and one for each host that its files came from', async () => {
    const job = await started(
      order('A clay owl', { make: 'model3d', provider: 'tripo', model: 'v3.1-20260211' }),
      isTold,
    );
    const lines = (await linesOf(job)).filter(({ what }) => what === 'request');
    const polls = stage.heard.filter((heard) => heard.method === 'GET' && bearerOf(heard) !== undefined);
    expect(polls.length).toBeGreaterThan(0);
    const polled = lines.filter(({ request }) => request?.method === 'GET' && !request.isFile);
    expect(new Set(polled.map(({ request }) => request?.path)).size).toBe(polled.length);
    expect(sum(polled)).toBe(polls.length);
    const files = lines.filter(({ request }) => request?.isFile);
    expect(new Set(files.map(({ request }) => request?.host)).size).toBe(files.length);
    for (const { keyId, keyName } of files) expect([keyId, keyName]).toEqual([undefined, undefined]);
    expect(sum(lines)).toBe(stage.heard.length);
    expect(JSON.stringify(lines)).not.toMatch(/\?|Signature|A clay owl/);
  });
});
