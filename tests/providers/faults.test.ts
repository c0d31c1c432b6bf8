/**
 * Every provider that calls something × everything that can go wrong at any provider, over real TLS from Node:
 * each ends in a verdict with its reason, never in a throw, never in "rejected".
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck } from '../../lib/keys/check';
import type { Wire } from '../../lib/providers/shape';
import { allWires } from '../../lib/providers/wires';
import { type FaultName, faultNames, faultOf } from '../harness/faults';
import { reachOnly } from '../harness/node-network';
import { type Server, startServer } from '../harness/server';
import { allStandIns } from '../harness/stand-ins/all';

let server: Server;
let putBack: () => void;

beforeAll(async () => {
  server = await startServer();
  putBack = reachOnly(server);
});
afterAll(async () => {
  putBack();
  await server.close();
});

/** What a check calls, if it calls at all: the formats of some credentials are all that can be seen. */
const callsNothing = (wire: Wire) => {
  const fields = allStandIns.find((standIn) => standIn.id === wire.id)?.another(0) ?? {};
  return wire.originsFor(firstKind(wire), fields).length === 0;
};

const firstKind = (wire: Wire) => wire.kinds[0]?.id ?? '';

/** A provider that answers nobody may take its whole time; here it is short. */
const limitMs = (fault: FaultName) => ('isSilent' in faultOf(fault) ? 700 : 15_000);

const check = (wire: Wire, fault: FaultName | undefined) =>
  runCheck(
    wire,
    firstKind(wire),
    server.credential(wire.id, fault),
    { signal: new AbortController().signal, assertMaySend: () => {} },
    fault ? limitMs(fault) : 15_000,
  );

const calling = allWires.filter((wire) => !callsNothing(wire));
const rows = calling.flatMap((wire) => faultNames.map((name) => [wire.id, name, wire] as const));

describe('good keys', () => {
  it('are asked about at all but those that cannot be', () => {
    expect(allWires.filter(callsNothing).map((wire) => wire.id)).toEqual(['ga4']);
  });

  it.concurrent.each(calling.map((wire) => [wire.id, wire] as const))('%s', async (_id, wire) => {
    expect((await check(wire, undefined)).verdict).toBe('works');
  });
});

describe('faults', () => {
  it.concurrent.each(rows)('%s: %s', async (_id, name, wire) => {
    const { expect: wanted } = faultOf(name);
    const { verdict, reason } = await check(wire, name);
    if (wanted === 'as-good') return expect(verdict).toBe('works');
    expect([verdict, reason?.code]).toEqual([wanted.verdict, expect.toBeOneOf([...wanted.reasons])]);
  });
});

it('and the server heard nothing that it should not', () => {
  expect(() => server.assertClean()).not.toThrow();
});
