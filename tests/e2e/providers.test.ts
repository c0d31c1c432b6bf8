/**
 * Every provider × every answer of its fact sheet, through the built extension: the worker asks over TLS, the page
 * shows what came of it. Chromium alone, because here the browser is only the road; a handful goes the other one too.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictWords } from '../../components/keys/findings';
import { newId } from '../../lib/core/ids';
import { type Browser, launch } from '../harness/browser';
import { plantCookies } from '../harness/cookies';
import { allowAllHosts } from '../harness/hosts';
import { createVault, untilOpen } from '../harness/journey';
import { mustAsk } from '../harness/messages';
import type { Screen } from '../harness/screen';
import { type Server, startServer } from '../harness/server';
import { allStandIns } from '../harness/stand-ins/all';
import type { Case } from '../harness/stand-ins/shape';
import { until } from '../harness/until';
import { guides, kindOf, secretsIn } from '../harness/wires';
import { readShownKeys, type ShownKey } from './shown-keys';

interface Report {
  readonly verdict: Case['expect']['verdict'];
  readonly reason?: { readonly code: string };
  readonly facts: readonly { readonly name: string }[];
  readonly warnings: readonly { readonly code: string }[];
}

interface Tried {
  readonly provider: string;
  readonly kind: string;
  readonly row: Case;
  readonly key: string;
}

const table: readonly Tried[] = allStandIns.flatMap(({ id, cases }) =>
  cases.map((row) => ({
    provider: id,
    kind: kindOf(id, row.kind)?.id ?? '',
    row,
    key: `${id}: ${row.name}`,
  })),
);

const SAVED_AT_ONCE = ['works', 'works-with-limits', 'out-of-credit', 'cannot-be-checked'];

let server: Server;
let browser: Browser;
let screen: Screen;
const replies = new Map<string, { readonly saved: boolean; readonly report: Report }>();
let rows: readonly ShownKey[];

beforeAll(async () => {
  server = await startServer();
  browser = await launch('chromium', { server });
  await plantCookies(browser, server.hosts);
  screen = await browser.open('options.html#/keys');
  await createVault(screen);
  await allowAllHosts(browser, screen);
  // Side by side, as one host never waits for another; one provider's keys in turn.
  await Promise.all(allStandIns.map(({ id }) => tryAll(table.filter(({ provider }) => provider === id))));
  await screen.reload();
  await untilOpen(screen);
  rows = await until(async () => all(await readShownKeys(screen)), { what: 'every key in its row' });
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

const all = (found: readonly ShownKey[]) => found.length === table.length && found;

/** In turn, as one person would; a key that is not taken at once is saved all the same, so that it is shown. */
async function tryAll(tried: readonly Tried[]): Promise<void> {
  for (const { provider, kind, row, key } of tried) {
    const input = { id: newId(), provider, kind, fields: row.fields, name: key, environment: 'test' };
    const reply = await add(input);
    replies.set(key, reply);
    if (!reply.saved) await add({ ...input, anyway: reply.report });
  }
}

const add = (input: object) =>
  mustAsk<{ readonly saved: boolean; readonly report: Report }>(screen, 'keys/add', input);

describe.each(table.map((tried) => [tried.key, tried] as const))('%s', (key, tried) => {
  const { row, provider, kind } = tried;
  const guide = guides.get(provider);

  it(`is ${row.expect.verdict}`, () => {
    const { saved, report } = replies.get(key) ?? {};
    expect(report?.verdict).toBe(row.expect.verdict);
    expect(saved).toBe(SAVED_AT_ONCE.includes(row.expect.verdict));
    if (row.expect.reason) expect(report?.reason?.code).toBe(row.expect.reason);
    expect(report?.facts.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...(row.expect.facts ?? [])]),
    );
    if (row.expect.warnings) expect(report?.warnings.map(({ code }) => code)).toEqual(row.expect.warnings);
  });

  it('says so on the page, in sentences, and never shows the secret', () => {
    const shown = rows.find(({ name }) => name === key);
    expect(shown?.provider).toBe(guide?.name);
    expect(shown?.verdicts).toEqual([verdictWords[row.expect.verdict]]);
    const { reason, facts = [], warnings = [] } = replies.get(key)?.report ?? {};
    expect(shown?.sentences).toHaveLength((reason ? 1 : 0) + warnings.length);
    for (const sentence of shown?.sentences ?? []) expect(sentence).toMatch(/^[A-Z].*\.$/s);
    expect(shown?.text).not.toMatch(/\{|\}|undefined|The service reported|not shown/);
    expect(shown?.facts).toHaveLength(facts.length);
    for (const secret of secretsIn(kindOf(provider, kind) ?? never(), row.fields))
      expect(shown?.text).not.toContain(secret);
  });
});

function never(): never {
  throw new Error('no such kind');
}

it('heard every credential that could be asked about, and answered each as its own case', () => {
  const asked = table.filter(({ row }) => Object.keys(row.answers).length > 0 && !row.isKnownBySight);
  const answered = new Set(server.heard.map(({ standIn, answeredBy }) => `${standIn}: ${answeredBy}`));
  expect(asked.map(({ key }) => key).filter((key) => !answered.has(key))).toEqual([]);
});

it('only ever read, at its own host, without a cookie', () => {
  expect([...new Set(server.heard.map(({ method }) => method))]).toEqual(['GET']);
  server.assertClean();
});

it('logged nothing', () => browser.assertQuiet());
