/**
 * Every provider × every answer of its fact sheet → the right verdict. The stand-in's cases are the table;
 * a provider without one fails.
 */
import { describe, expect, it } from 'vitest';
import { runCheck } from '../../lib/keys/check';
import { allGuides } from '../../lib/providers/guides';
import type { Report } from '../../lib/providers/report';
import type { Wire } from '../../lib/providers/shape';
import { allWires } from '../../lib/providers/wires';
import { allStandIns } from '../harness/stand-ins/all';
import { type Case, type Heard, type StandIn, say } from '../harness/stand-ins/shape';

const standIns = new Map(allStandIns.map((standIn) => [standIn.id, standIn]));

describe('the table of tables', () => {
  it('has a wire, a guide and a stand-in for each provider', () => {
    const ids = allWires.map((wire) => wire.id).sort();
    expect(allGuides.map((guide) => guide.id).sort()).toEqual(ids);
    expect([...standIns.keys()].sort()).toEqual(ids);
  });
});

describe.each(allWires.map((wire) => [wire.id, wire] as const))('%s', (id, wire) => {
  const standIn = standIns.get(id);
  if (!standIn) return it('has a stand-in', () => expect(standIn).toBeDefined());

  it('has a good and a wrong key, or says that neither can be told', () => {
    const verdicts = standIn.cases.map((row) => row.expect.verdict);
    expect(verdicts.some((verdict) => verdict === 'works' || verdict === 'cannot-be-checked')).toBe(true);
    expect(
      verdicts.includes('rejected') || verdicts.every((verdict) => verdict === 'cannot-be-checked'),
    ).toBe(true);
  });

  it.each(standIn.cases.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const { report, heard } = await checkAgainst(wire, standIn, row);
    expect(report.verdict).toBe(row.expect.verdict);
    if (row.expect.reason) expect(report.reason?.code).toBe(row.expect.reason);
    for (const fact of row.expect.facts ?? [])
      expect(report.facts.map((entry) => entry.name)).toContain(fact);
    if (row.expect.warnings)
      expect(report.warnings.map((warning) => warning.code)).toEqual(row.expect.warnings);
    for (const call of heard) expect(call.method).toBe('GET');
    if (row.isKnownBySight) expect(heard).toEqual([]);
    const told = JSON.stringify(report);
    for (const secret of secretsOf(wire, row)) expect(told).not.toContain(secret);
  });
});

/** Runs the real check, with the real guard of lib/http, against the stand-in instead of the network. */
async function checkAgainst(
  wire: Wire,
  standIn: StandIn,
  row: Case,
): Promise<{ report: Report; heard: Heard[] }> {
  const heard: Heard[] = [];
  const kind = row.kind ?? wire.kinds[0]?.id ?? '';
  globalThis.fetch = async (input, init) => {
    const call = toHeard(String(input), init);
    heard.push(call);
    expect(standIn.hosts).toContain(call.host);
    expect(standIn.presented(call)).toBe(standIn.identity(row.fields, kind));
    const answering = row.answers[`${call.method} ${call.path}`];
    if (!answering) throw new Error(`not on the sheet: ${call.method} ${call.path}`);
    const { status, headers, body } = say(answering, call);
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
  };
  const watch = { signal: AbortSignal.timeout(10_000), assertMaySend: () => {} };
  return { report: await runCheck(wire, kind, row.fields, watch), heard };
}

const secretsOf = (wire: Wire, row: Case): string[] =>
  (wire.kinds.find((kind) => kind.id === (row.kind ?? wire.kinds[0]?.id))?.fields ?? [])
    .filter((field) => field.holds === 'secret')
    .flatMap((field) => row.fields[field.name] ?? []);

function toHeard(address: string, init: RequestInit | undefined): Heard {
  const url = new URL(address);
  return {
    method: init?.method ?? 'GET',
    host: url.host,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: typeof init?.body === 'string' ? init.body : '',
  };
}
