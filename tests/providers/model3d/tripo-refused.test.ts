/** Every way in which Tripo says no: at once, later, or so that nobody knows. */
import { beforeEach, describe, expect, it } from 'vitest';
import { rules } from '../../harness/stand-ins/tripo/account';
import { createErrors, endings } from '../../harness/stand-ins/tripo/errors';
import { forgetTasks } from '../../harness/stand-ins/tripo/tasks';
import { thrown } from '../image/painting';
import { failed3d, finished3d, outcome3d, pending3d } from './shaping';
import { BEST, tripo } from './tripo-stage';

beforeEach(forgetTasks);

const AT_ONCE: Readonly<Record<string, string>> = {
  'wrong-key': 'key-rejected none key:rejected',
  'wrong-key-by-the-book': 'key-rejected none key:rejected',
  malformed: 'bad-request none',
  'wrong-kind-of-body': 'bad-request none',
  invalid: 'bad-request none',
  'not-allowed': 'not-allowed none key:forbidden',
  'too-often': 'rate-limited none again after 7000',
  full: 'rate-limited none again after 4000',
  'full-untold': 'rate-limited none again',
  'no-task': 'bad-request none',
  'no-such-kind': 'not-supported none',
  'empty-file': 'bad-request none',
  'file-kind': 'bad-request none',
  'wrong-origin': 'bad-request none',
  'origin-failed': 'bad-request none',
  moderated: 'moderated none',
  characters: 'bad-request none',
  'no-credit': 'no-credit none key:credit',
  'no-model-to-rig': 'bad-request none',
  'not-rigged': 'bad-request none',
  priority: 'bad-request none',
  audit: 'provider-busy none',
  deprecated: 'model-gone none',
  'kind-gone': 'model-gone none',
  'no-version': 'model-gone none',
  'no-model': 'model-gone none',
  complex: 'bad-request none',
  'file-gone': 'bad-request none',
  'picture-address': 'bad-request none',
  'model-too-big': 'bad-request none',
  'picture-too-big': 'bad-request none',
  'no-route': 'bad-request none',
  'stale-token': 'bad-request none',
  'inside-poor': 'no-credit none key:credit',
  'inside-often': 'rate-limited none again',
};

/** Nothing proves that it did not begin: it is thrown, so that the records are searched. */
const NOBODY_KNOWS: Readonly<Record<string, string>> = {
  'inside-fatal': 'provider-failed',
  server: 'provider-failed',
  'audit-down': 'provider-failed',
  proxy: 'provider-failed',
  busy: 'provider-busy',
  gateway: 'provider-slow',
  'timed-out': 'provider-slow',
};

describe('at once', () => {
  it.each(Object.keys(createErrors))('%s', async (name) => {
    const it = tripo();
    const start = it.start(BEST, `error=${name}`);
    const unknown = NOBODY_KNOWS[name];
    if (unknown) expect(await thrown(start)).toBe(unknown);
    else expect(outcome3d(await start)).toBe(AT_ONCE[name]);
    expect([it.creations(), it.books.creations.length, it.billed(), it.books.taken]).toEqual([1, 0, 0, 0]);
  });

  it('in its own words, with its advice and the number under which it finds it', async () => {
    const failed = failed3d(await tripo().start(BEST, 'error=no-credit'));
    expect(failed.problem.values?.said).toMatch(
      /^Insufficient credits Please top up your account at https:\S+ \(trace [0-9a-f-]{36}\)$/,
    );
  });

  it('when the purse is too small, before anything is held', async () => {
    const it = tripo();
    it.books.balance = 19;
    expect(outcome3d(await it.start(BEST, 'A kettle'))).toBe('no-credit none key:credit');
    expect(it.books).toMatchObject({ balance: 19, creations: [] });
    pending3d(await it.start(BEST, 'A kettle', { options: { texture: false } }));
    expect(it.books.balance).toBe(9);
  });

  it.each([
    ['P1-20260311', 3],
    [BEST, 10],
  ])('when all its places are taken: %s', async (model, places) => {
    const it = tripo();
    const { maker } = it;
    expect(maker.laneOf?.({ model })).toMatchObject({ most: places });
    for (let count = 0; count < places; count += 1) pending3d(await it.start(model, 'quirks=working'));
    expect(outcome3d(await it.start(model, 'One more'))).toBe(
      `rate-limited none again after ${rules.retryAfterSeconds * 1_000}`,
    );
    // The other line has places of its own.
    pending3d(await it.start(model === BEST ? 'P2-20260801' : BEST, 'A kettle'));
    expect(it.books.creations).toHaveLength(places + 1);
  });

  it('the same again is another creation only after it was refused', async () => {
    const it = tripo();
    const prompt = 'A kettle of this very test error=full*1';
    expect(outcome3d(await it.start(BEST, prompt))).toBe('rate-limited none again after 4000');
    pending3d(await it.start(BEST, prompt));
    expect(it.books.creations).toHaveLength(1);
  });
});

const LATER: Readonly<Record<string, string>> = {
  refused: 'moderated none',
  'too-complex': 'provider-failed none',
  fatal: 'provider-failed none',
  'fatal-untold': 'provider-failed none',
  'failed-charged': 'provider-failed charged',
  banned: 'moderated none',
  cancelled: 'provider-failed none',
  expired: 'provider-failed none',
  'expired-untold': 'provider-failed unknown',
};

describe('when it was begun', () => {
  it.each(Object.keys(endings).filter((name) => name !== 'unheard'))('%s', async (name) => {
    const it = tripo();
    const { balance } = it.books;
    const first = pending3d(await it.start(BEST, `error=${name}`));
    expect(it.books.balance).toBe(balance - 20);
    const failed = await finished3d(it, first);
    expect(outcome3d(failed)).toBe(LATER[name]);
    const isCharged = LATER[name]?.endsWith('charged');
    expect(it.books.balance).toBe(isCharged ? balance - 20 : balance);
    expect(failed3d(failed).costUsd).toBe(
      isCharged ? '0.2' : failed3d(failed).credits === 0 ? '0' : undefined,
    );
  });

  it('says why, as it was said', async () => {
    const failed = failed3d(await tripo().made(BEST, 'error=refused'));
    expect(failed.problem.values?.said).toBe('The request violates our content policy');
  });

  it('ends with a word that nobody knows, and no time: it is asked after for as long as that may be', async () => {
    const it = tripo();
    const step = await finished3d(it, await it.start(BEST, 'error=unheard')).catch(String);
    expect(step).toBe('Error: still pending when asked 20 times');
  });
});

describe('what was begun and cannot be followed is thrown, once', () => {
  it.each([
    ['drop@0', 'no-connection', 1],
    ['drop@1', 'no-connection', 1],
    ['quirks=truncated', 'answer-malformed', 1],
    ['quirks=html', 'answer-malformed', 1],
    ['quirks=empty', 'answer-malformed', 1],
    ['error=gateway-made', 'provider-slow', 1],
  ])('%s', async (prompt, code, made) => {
    const it = tripo();
    expect(await thrown(it.start(BEST, prompt))).toBe(code);
    expect([it.creations(), it.books.creations.length, it.billed()]).toEqual([1, made, made]);
  });
});
