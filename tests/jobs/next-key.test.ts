/** "Use my next key automatically": every refusal that the sheet knows, before and in the middle of an answer. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSetting } from '../../lib/db/settings';
import { isOver, type Job } from '../../lib/jobs/record';
import { NEXT_KEY } from '../../lib/messages/next-key';
import type { Failed } from '../../lib/providers/makes';
import { findWire } from '../../lib/providers/wires';
import { requireOpen } from '../../lib/vault/session';
import { errorNames } from '../harness/stand-ins/anthropic/errors';
import { textErrors } from '../harness/stand-ins/openrouter/text';
import { order, type Stage, setStage, started } from './stage';

const services = [
  {
    provider: 'openrouter',
    model: 'openai/gpt-6-luna',
    header: 'authorization',
    names: Object.keys(textErrors),
  },
  { provider: 'anthropic', model: 'claude-haiku-5-5', header: 'x-api-key', names: [...errorNames] },
];

type Refusal = Required<Pick<Failed, 'charge' | 'keyTrouble'>>;
const troubles = ['rejected', 'credit', 'limit', 'forbidden'] as const;
const charges = ['none', 'unknown', 'charged'] as const;
const refusals: readonly Refusal[] = troubles.flatMap((keyTrouble) =>
  charges.map((charge) => ({ charge, keyTrouble })),
);

describe('a refusal of the key', () => {
  it.each(refusals)('$keyTrouble, charge $charge', async ({ charge, keyTrouble }) => {
    const stage = await setStage();
    await stage.addKey();
    await writeSetting(await requireOpen(), NEXT_KEY, { isOn: true });
    const maker = findWire('openrouter')?.makes?.text ?? expect.fail('no maker');
    const start = vi.spyOn(maker, 'start');
    start.mockImplementation(async (_input, call) => {
      call.partial({ is: 'text', text: 'Some words.' });
      return { is: 'failed', problem: { code: 'no-credit' }, charge, keyTrouble };
    });
    const job = await started(order('Hi', { keyId: stage.keyId }), ({ state }) => isOver(state.place));
    expect(start).toHaveBeenCalledTimes(charge === 'none' ? 2 : 1);
    expect(job.state.payer !== undefined).toBe(charge === 'none');
    expect(job.state.charge).toBe(charge);
  });
});

/** Stand-ins count how often they failed by what they are to say. */
let asked = 0;

describe.each(services)('$provider', ({ provider, model, header, names }) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage({ provider });
    await stage.addKey(provider);
  });

  /** The error comes once for each key. */
  async function ask(prompt: string) {
    stage.heard.splice(0);
    const billed = stage.billed();
    asked += 1;
    const job = await started(
      order(`${prompt} say="Answer ${asked}."`, { provider, model, keyId: stage.keyId }),
      ({ state }) => isOver(state.place),
    );
    const posts = stage.heard.filter(({ method }) => method === 'POST');
    const keys = new Set(posts.map(({ headers }) => headers[header]));
    return { job, keys: keys.size, billed: stage.billed() - billed };
  }

  const wish = async (isOn: boolean) => writeSetting(await requireOpen(), NEXT_KEY, { isOn });
  const isSwitched = ({ state }: Job) => state.notes.some(({ code }) => code === 'other-key');

  it('is asked with the next key exactly where the key was the trouble and nothing was charged', {
    timeout: 90_000,
  }, async () => {
    await wish(true);
    const switched: string[] = [];
    const kept: string[] = [];
    for (const name of names.flatMap((known) => [`error=${known}*1`, `error=${known}@3*1`])) {
      const { job, keys, billed } = await ask(name);
      expect([name, keys]).toEqual([name, isSwitched(job) ? 2 : 1]);
      if (isSwitched(job)) {
        expect([name, billed]).toEqual([name, job.state.place === 'done' ? 1 : 0]);
        switched.push(name);
      } else if (job.state.keyTrouble) {
        expect([name, job.state.charge]).toEqual([name, expect.stringMatching(/charged|unknown/)]);
        kept.push(name);
      }
    }
    expect(switched.length).toBeGreaterThan(0);
    expect(switched.filter((name) => name.includes('@'))).toEqual([]);
    expect(kept.filter((name) => !name.includes('@'))).toEqual([]);
    await wish(false);
    for (const name of switched) {
      const { job, keys } = await ask(name);
      expect([name, keys, isSwitched(job)]).toEqual([name, 1, false]);
    }
  });
});
