/** What `npm start` lists to paste: something for each service, in the words of its dialog, and true. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verdictWords } from '../../components/keys/findings';
import { allGuides } from '../../lib/providers/guides';
import { type Server, startServer } from '../harness/server';
import { allStandIns } from '../harness/stand-ins/all';
import { type PracticeKey, practiceKeys, toText, writePage } from './keys';

let server: Server;
let keys: PracticeKey[];
beforeAll(async () => {
  server = await startServer();
  keys = practiceKeys(server);
});
afterAll(() => server.close());

it('has every situation of every service, each with what Firekeep will say', () => {
  expect(new Set(keys.map(({ provider }) => provider))).toEqual(new Set(allGuides.map(({ name }) => name)));
  const situations = allStandIns.reduce((sum, { cases }) => sum + cases.length, 0);
  expect(keys.filter(({ situation }) => !situation.startsWith('the provider fails'))).toHaveLength(
    situations,
  );
  expect(keys.some(({ verdict }) => verdict === 'unreachable')).toBe(true);
});

it('is short in a terminal: one of each verdict for each service, by the labels of the dialog', () => {
  const text = toText(keys);
  for (const guide of allGuides) {
    const verdicts = new Set(
      keys.filter(({ provider }) => provider === guide.name).map(({ verdict }) => verdict),
    );
    const lines = text.split('\n').filter((line) => line.startsWith(`  ${guide.name}: `));
    expect(lines.map((line) => line.split(' → ')[1]).sort()).toEqual(
      [...verdicts].map((verdict) => verdictWords[verdict]).sort(),
    );
  }
  expect(text).toMatch(/^ {2}Twilio: .*\n {6}Account SID: AC\w{32}\n {6}Auth Token: \w{32}$/m);
});

it('is whole on a page, where nothing of a value is read as markup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firekeep-practice-'));
  try {
    const value = '<script>alert("&")</script>';
    const tricky: PracticeKey = {
      ...{ provider: 'Tricky', kind: undefined, situation: 'good', verdict: 'works' },
      values: [{ label: 'API key', value, isChoice: false }],
    };
    const path = join(folder, 'keys.html');
    writePage([...keys, tricky], path);
    const html = readFileSync(path, 'utf8');
    expect(html).not.toContain('<script');
    const shown = [...html.matchAll(/<code>([^<]*)<\/code>/g)].map(([, code = '']) =>
      code.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number))),
    );
    expect(shown).toContain(value);
    expect(new Set(shown)).toEqual(
      new Set([...keys, tricky].flatMap(({ values }) => values.map((entry) => entry.value))),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
