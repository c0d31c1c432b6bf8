/** A key that was rejected or had no credit when it was last checked: checked first, and used when it passes. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../lib/core/ids';
import { isOver } from '../../lib/jobs/record';
import { readKeys } from '../../lib/keys/reads';
import { add } from '../../lib/keys/save';
import { standIn } from '../harness/stand-ins/openrouter';
import { order, type Stage, setStage, started } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});

/** Marked by a report of earlier; the provider answers it as that case does today. */
async function addMarked(verdict: 'rejected' | 'out-of-credit', today: string): Promise<string> {
  const id = newId();
  const fields = standIn.cases.find((row) => row.name === today)?.fields;
  if (!fields) throw new Error(`no case ${today}`);
  const about = { provider: 'openrouter', kind: 'api-key', name: today, environment: 'production' as const };
  await add({ ...about, id, fields, anyway: { verdict, facts: [], warnings: [] } });
  return id;
}

const verdictOf = async (id: string) => (await readKeys()).keys.find((key) => key.id === id)?.report.verdict;
const run = (keyId: string) =>
  started(order('say="Hi."', { model: 'openai/gpt-6-luna', keyId }), ({ state }) => isOver(state.place));
const methods = () => stage.heard.map(({ method }) => method);

describe.each(['rejected', 'out-of-credit'] as const)('a key that is marked %s', (mark) => {
  it('is checked before it is used, and used when it passes', async () => {
    const id = await addMarked(mark, 'good');
    const job = await run(id);
    expect(job.state).toMatchObject({ place: 'done', text: 'Hi.' });
    expect(methods().indexOf('GET')).toBe(0);
    expect(methods().filter((method) => method === 'POST')).toHaveLength(1);
    expect(await verdictOf(id)).toBe('works');
  });

  it('is not used while its provider rejects it', async () => {
    const id = await addMarked(mark, 'wrong');
    const job = await run(id);
    expect(job.state).toMatchObject({ place: 'failed', problem: { code: 'key-rejected' } });
    expect(methods()).not.toContain('POST');
    expect(stage.billed()).toBe(0);
    expect(await verdictOf(id)).toBe('rejected');
  });
});
