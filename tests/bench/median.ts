/** Many rounds, and the value in the middle: one round says nothing on a machine that does other things too. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 ? middle : middle - 1];
  if (upper === undefined || lower === undefined) throw new Error('There is no middle of nothing.');
  return (upper + lower) / 2;
}

/** The median of each member over all rounds. */
export function medians<K extends string>(rounds: readonly Readonly<Record<K, number>>[]): Record<K, number> {
  const [first] = rounds;
  if (!first) throw new Error('There was no round.');
  const names = Object.keys(first) as K[];
  return Object.fromEntries(
    names.map((name) => [name, median(rounds.map((round) => round[name]))]),
  ) as Record<K, number>;
}

/**
 * A B C, then B C A, then C A B: what the machine does meanwhile, and who comes after whom, falls on all alike.
 * Returns every result by name, in the order of the rounds.
 */
export async function inTurns<T>(
  rounds: number,
  contestants: Readonly<Record<string, () => Promise<T>>>,
): Promise<Record<string, T[]>> {
  const names = Object.keys(contestants);
  const results: Record<string, T[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] ?? '';
      const result = await contestants[name]?.();
      if (result !== undefined) results[name]?.push(result);
    }
  }
  return results;
}
