import { beforeEach, describe, expect, it } from 'vitest';
import { fetchFile } from '../../../lib/http/send';
import { wire } from '../../../lib/providers/all/meshy';
import { standIn } from '../../harness/stand-ins/meshy';
import { forgetTasks, tasksOf } from '../../harness/stand-ins/meshy/tasks';
import { assertSecretKept, thrown } from '../image/painting';
import { balanceOf, begin, NEWEST, pathsOf } from './meshy-stage';
import {
  failed3d,
  finished3d,
  kept,
  linksOf,
  namesOf,
  outcome3d,
  pending3d,
  poll,
  shapingWith,
} from './shaping';

beforeEach(forgetTasks);

describe('asked how far it is', () => {
  it.each(['stumbles', 'page'])('gets no answer, and the work goes on: %s', async (quirk) => {
    const shaping = begin();
    const first = pending3d(await shaping.start(NEWEST, `quirks=${quirk}`));
    const second = pending3d(await poll(shaping, first));
    expect(second.operation).toEqual(first.operation);
    expect(second.pollAfterMs).toBe(quirk === 'page' ? 5000 : 2000);
    expect(namesOf(await finished3d(shaping, second))).toEqual(['model.glb']);
  });

  it('hears a word of tomorrow, which is shown, and waits', async () => {
    const shaping = begin();
    const first = await shaping.start(NEWEST, 'quirks=word');
    expect(pending3d(await poll(shaping, first)).says).toBe('UNDER_REVIEW');
    expect(namesOf(await finished3d(shaping, first))).toEqual(['model.glb']);
  });

  it('an ending of tomorrow is an ending: with its files, or told as it is', async () => {
    const shaping = begin();
    const done = await finished3d(shaping, await shaping.start(NEWEST, 'quirks=strange'));
    expect(namesOf(done)).toEqual(['model.glb']);
    const empty = await finished3d(shaping, await shaping.start(NEWEST, 'quirks=strange-empty'));
    expect(outcome3d(empty)).toBe('provider-failed unknown');
    expect(failed3d(empty)).toMatchObject({ problem: { values: { said: 'ARCHIVED' } }, credits: 20 });
  });

  it('a success without a file was paid for', async () => {
    const shaping = begin();
    const step = await finished3d(shaping, await shaping.start(NEWEST, 'quirks=no-files'));
    expect(outcome3d(step)).toBe('answer-malformed charged');
    expect(failed3d(step).credits).toBe(20);
  });

  it('knows it no more', async () => {
    const shaping = begin();
    const step = await finished3d(shaping, await shaping.start(NEWEST, 'quirks=expired'));
    expect(outcome3d(step)).toBe('operation-lost unknown');
  });

  it('is asked with the key that made it: another one is told nothing', async () => {
    const shaping = begin();
    const step = await shaping.start(NEWEST, 'A kettle');
    const other = shapingWith(wire, standIn, standIn.cases[0]);
    expect(outcome3d(await poll(other, step))).toBe('operation-lost unknown');
  });
});

describe('the files', () => {
  const signal = new AbortController().signal;

  it('are fetched without the key; links that are over are signed anew', async () => {
    const shaping = begin();
    const step = pending3d(await shaping.start(NEWEST, 'quirks=late'));
    const [late = ''] = linksOf(await poll(shaping, step));
    expect((await fetchFile(late, wire.downloads, signal)).status).toBe(403);
    const [fresh = ''] = linksOf(await poll(shaping, step));
    const file = await fetchFile(fresh, wire.downloads, signal);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(new TextDecoder().decode(bytes.slice(0, 4))).toBe('glTF');
    expect(new DataView(bytes.buffer).getUint32(8, true)).toBe(bytes.length);
    assertSecretKept(shaping, standIn);
    expect(shaping.heard.filter(({ host }) => host === 'assets.meshy.ai')).toHaveLength(2);
  });

  it('that lie elsewhere are none', async () => {
    const shaping = begin();
    const [link = ''] = linksOf(
      await finished3d(shaping, await shaping.start(NEWEST, 'quirks=foreign-file')),
    );
    expect(link).toMatch(/^https:\/\/assets\.meshy\.ai\.evil\.example\//);
    expect(await thrown(fetchFile(link, wire.downloads, signal))).toBe('address-refused');
  });
});

describe('stopping', () => {
  it.each([
    ['what waits is taken back', 'quirks=stuck', 'never-ran', ['GET', 'DELETE'], 1000],
    ['what runs goes on', 'quirks=working', 'goes-on', ['GET'], 980],
    ['what is done stays, with its files', 'A kettle', 'over', ['GET'], 980],
    ['what is gone', 'quirks=expired', 'over', ['GET'], 980],
  ])('%s', async (_what, prompt, outcome, methods, left) => {
    const shaping = begin();
    const step = pending3d(await shaping.start(NEWEST, prompt));
    expect(await shaping.maker.cancel?.(kept(step.operation), shaping.call)).toBe(outcome);
    expect(shaping.heard.slice(1).map(({ method }) => method)).toEqual(methods);
    expect(await balanceOf(shaping)).toBe(left);
    if (prompt === 'A kettle') expect(namesOf(await poll(shaping, step))).toEqual(['model.glb']);
  });

  it('what began in that very moment goes on', async () => {
    const shaping = begin();
    const step = pending3d(await shaping.start(NEWEST, 'quirks=working'));
    const call = {
      ...shaping.call,
      fetch: async (url: string, init?: Parameters<typeof shaping.call.fetch>[1]) =>
        init?.method === 'DELETE' ? shaping.call.fetch(url, init) : Response.json({ status: 'PENDING' }),
    };
    expect(await shaping.maker.cancel?.(step.operation, call)).toBe('goes-on');
    expect(pathsOf(shaping).at(-1)).toBe('DELETE /openapi/v2/text-to-3d/ID');
  });
});

describe('what was accepted and cannot be followed is thrown, and was paid for once', () => {
  it.each([
    ['drop@0', 'no-connection'],
    ['drop@1', 'no-connection'],
    ['quirks=truncated', 'answer-malformed'],
    ['quirks=html', 'answer-malformed'],
  ])('%s', async (prompt, code) => {
    const shaping = begin();
    expect(await thrown(shaping.start(NEWEST, prompt))).toBe(code);
    expect(shaping.billed()).toBe(1);
    expect(shaping.creations()).toBe(1);
    expect(tasksOf(prompt)).toBe(1);
  });

  it.each(['../../../evil', 'a/b', '', 7, null])('a handle like %s', async (result) => {
    const shaping = begin();
    const call = { ...shaping.call, fetch: async () => Response.json({ result }, { status: 202 }) };
    const input = await shaping.input(NEWEST, 'A kettle');
    expect(await thrown(shaping.maker.start(input, call))).toBe('answer-malformed');
  });
});
