/** A saved key is asked for its models whatever is wrong with it: each situation has an answer to that too. */
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../lib/core/problem';
import { allWires } from '../../lib/providers/wires';
import { allStandIns } from '../harness/stand-ins/all';
import { makingWith } from './making';

const makers = allWires.flatMap((wire) => {
  const standIn = allStandIns.find(({ id }) => id === wire.id);
  return Object.entries(wire.makes ?? {}).map(([make, maker]) => ({ wire, make, maker, standIn }));
});

describe.each(makers)('the models of $wire.id for $make', ({ wire, maker, standIn }) => {
  it.each(standIn?.cases ?? [])('$name', async (row) => {
    if (!standIn) throw new Error('no stand-in');
    const { call, heard, billed } = makingWith(wire, standIn, undefined, row);
    await maker.models(call).catch((error: unknown) => {
      // A refusal is an answer; a path that no sheet has is none.
      if (error instanceof ProblemError && error.problem.code !== 'no-connection') return;
      throw error;
    });
    expect(billed()).toBe(0);
    for (const { method } of heard) expect(method).toBe('GET');
  });
});
