/** Each hasty call makes the wait at Hugging Face longer: a refusal is taken as it is. */
import { expect, it } from 'vitest';
import { wire } from '../../lib/providers/all/huggingface';

const signal = new AbortController().signal;

async function callsAfter(first: Response): Promise<number> {
  const answers = [first];
  let calls = 0;
  await wire.check({
    kind: 'api-key',
    secret: { apiKey: 'hf_invented' },
    signal,
    fetch: async () => {
      calls += 1;
      return answers.shift() ?? Response.json({ error: 'Invalid username or password.' }, { status: 401 });
    },
  });
  return calls;
}

const busy = (headers: Record<string, string>) =>
  Response.json({ error: 'Too many requests' }, { status: 429, headers });

it('is not asked again by itself when it is busy', async () => {
  expect(await callsAfter(busy({}))).toBe(1);
});

it('is asked once more when it says that the wait is short', async () => {
  expect(await callsAfter(busy({ 'retry-after': '0' }))).toBe(2);
});

it('is not asked again when the wait that it names is long', async () => {
  expect(await callsAfter(busy({ 'retry-after': '300' }))).toBe(1);
});
