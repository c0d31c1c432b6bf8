/** Which worlds may be found after deeds that were cut short, and whether the one that was found is whole. */
import type { Activity } from '../../lib/activity/record';
import { UNDO_MS } from '../../lib/keys/record';
import { type Deed, describeKey, type World } from './deeds';
import type { Unsealed, UnsealedKey } from './unsealed';

/** `unknown`: nobody was left to hear the answer, or to give it. */
export type Outcome = 'done' | 'unknown' | `refused: ${string}`;

export interface Done {
  readonly deed: Deed;
  readonly outcome: Outcome;
}

export const worldOf = (unsealed: Unsealed | undefined): World =>
  unsealed
    ? {
        passphrase: unsealed.passphrase,
        'auto-lock': unsealed.autoLock === undefined ? 'default' : String(unsealed.autoLock),
        ...Object.fromEntries(unsealed.keys.map((key) => [`key ${key.record.id}`, describeKey(key)])),
      }
    : {};

/** What was acknowledged is there; what was refused is not; what nobody knows is there whole or not at all. */
export function worldsAfter(before: World, done: readonly Done[]): World[] {
  return done.reduce<World[]>(
    (worlds, { deed, outcome }) => {
      if (outcome === 'done') return worlds.map(deed.lead);
      return outcome === 'unknown' ? worlds.flatMap((world) => [world, deed.lead(world)]) : worlds;
    },
    [before],
  );
}

export function assertPossible(now: World, before: World, done: readonly Done[]): void {
  const possible = worldsAfter(before, done);
  if (possible.some((world) => toText(world) === toText(now))) return;
  const nearest = possible.map((world) => difference(world, now));
  throw new Error(
    `After ${done.map(({ deed, outcome }) => `${deed.message} (${outcome})`).join(' and ')} ` +
      `none of the possible worlds is here:\n${nearest.join('\nor\n')}`,
  );
}

const toText = (world: World): string => JSON.stringify(Object.entries(world).sort());

const difference = (expected: World, now: World): string =>
  [...new Set([...Object.keys(expected), ...Object.keys(now)])]
    .filter((name) => expected[name] !== now[name])
    .map((name) => `  ${name}\n    expected ${expected[name]}\n    found    ${now[name]}`)
    .join('\n');

/** Nothing is half-saved: rows, records, secrets, defaults and the record of activity tell the same story. */
export function assertWhole({ keys, defaults, activity }: Unsealed): void {
  for (const key of keys) {
    const { record, secret, rev } = key;
    const isOfKey = ({ keyId, what }: Activity) => keyId === record.id && what.startsWith('key-');
    const told = activity.filter(isOfKey).length;
    const written = rev - (secret === null ? 1 : 0);
    if (told !== written) throw new Error(`${record.id} was written ${written} times, and told ${told}`);
    if (secret === null) assertMayBeDestroyed(key);
    else if (!record.hint.endsWith(secret.apiKey?.slice(-4) ?? '?'))
      throw new Error(`${record.id} has the hint of another secret`);
  }
  for (const [provider, id] of Object.entries(defaults)) {
    const key = keys.find(({ record }) => record.id === id)?.record;
    if (key?.provider !== provider || !key.isEnabled || key.removedAtMs !== null)
      throw new Error(`the default of ${provider} cannot be used`);
  }
}

function assertMayBeDestroyed({ record }: UnsealedKey): void {
  const isTime = record.removedAtMs !== null && Date.now() >= record.removedAtMs + UNDO_MS - SLACK_MS;
  if (!isTime) throw new Error(`the secret of ${record.id} was destroyed too early`);
}

/** The alarm is set a moment before the removal is written. */
const SLACK_MS = 2_000;
