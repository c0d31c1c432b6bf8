/** What a person does to a vault, as the message that asks for it and as the world that it leads to. */

import { fromBase64 } from '../../lib/core/bytes';
import { newId } from '../../lib/core/ids';
import { UNDO_MS } from '../../lib/keys/record';
import type { Proof } from '../../lib/messages/vault';
import type { Fields } from '../../lib/providers/shape';
import { prepareUnlocker } from '../../lib/seal/prove';
import type { Chance } from './chance';
import { rememberKek, type UnsealedKey } from './unsealed';

/** Everything that matters, by name: `passphrase`, `auto-lock`, `key <id>`. Without a vault it is empty. */
export type World = Readonly<Record<string, string>>;

export interface Deed {
  readonly message: string;
  readonly input: object;
  /** The key, or the one thing of its kind: two deeds at once have different subjects. */
  readonly subject: string;
  readonly lead: (before: World) => World;
}

/** What a deed may need to know. */
export interface Known {
  readonly chance: Chance;
  readonly world: World;
  readonly passphrase: string;
  readonly proof: Proof;
  readonly keys: readonly UnsealedKey[];
  readonly newFields: () => Fields;
}

export const describeKey = ({ record, secret }: UnsealedKey): string =>
  toText({
    name: record.name,
    environment: record.environment,
    isEnabled: record.isEnabled,
    isRemoved: record.removedAtMs !== null,
    secret: record.removedAtMs === null ? secret : 'may be destroyed',
  });

interface KeyText {
  readonly name: string;
  readonly environment: string;
  readonly isEnabled: boolean;
  readonly isRemoved: boolean;
  readonly secret: unknown;
}
const toText = (key: KeyText): string => JSON.stringify(key);

const PROVIDER = 'openrouter';
const KIND = 'api-key';
const SOON_MS = UNDO_MS / 2;

/** A vault that is not there yet. */
export async function creating(passphrase: string): Promise<Deed> {
  return {
    message: 'vault/create',
    input: await prepare(passphrase),
    subject: 'vault',
    lead: () => ({ passphrase, 'auto-lock': 'default' }),
  };
}

export const erasing = (): Deed => ({
  message: 'vault/erase',
  input: { confirmation: 'erase everything' },
  subject: 'vault',
  lead: () => ({}),
});

type Make = (known: Known) => Deed | undefined | Promise<Deed | undefined>;

const adding: Make = ({ chance, newFields }) => {
  const id = newId();
  const name = chance.word();
  const environment = chance.pick(['production', 'test']);
  const fields = newFields();
  return {
    message: 'keys/add',
    input: { id, provider: PROVIDER, kind: KIND, fields, name, environment },
    subject: id,
    lead: (before) => ({
      ...before,
      [`key ${id}`]: toText({ name, environment, isEnabled: true, isRemoved: false, secret: fields }),
    }),
  };
};

/** A deed on one key among those that will take it; the change is what the key must look like after it. */
const onKey =
  (
    mayTake: (key: UnsealedKey) => boolean,
    act: (key: UnsealedKey, known: Known) => { message: string; input?: object; change?: Partial<KeyText> },
  ): Make =>
  (known) => {
    const candidates = known.keys.filter(mayTake);
    if (candidates.length === 0) return undefined;
    const key = known.chance.pick(candidates);
    const { id } = key.record;
    const { message, input, change } = act(key, known);
    return {
      message,
      input: { id, ...input },
      subject: id,
      lead: (before) => ({
        ...before,
        [`key ${id}`]: toText({ ...(JSON.parse(describeKey(key)) as KeyText), ...change }),
      }),
    };
  };

const isHere = ({ record }: UnsealedKey) => record.removedAtMs === null;
const isJustRemoved = ({ record, secret }: UnsealedKey) =>
  record.removedAtMs !== null && secret !== null && Date.now() < record.removedAtMs + SOON_MS;

const editing = onKey(isHere, (_key, { chance }) => {
  const change = { name: chance.word(), environment: chance.pick(['production', 'test']) };
  return { message: 'keys/edit', input: change, change };
});
const replacing = onKey(isHere, (_key, { newFields }) => {
  const fields = newFields();
  return { message: 'keys/replace', input: { kind: KIND, fields }, change: { secret: fields } };
});
const switching = onKey(isHere, ({ record }, known) => {
  const isEnabled = !record.isEnabled;
  const next = isEnabled ? {} : { nextDefault: findNext(record.id, known) };
  return { message: 'keys/enable', input: { isEnabled, ...next }, change: { isEnabled } };
});
const removing = onKey(isHere, ({ record }, known) => ({
  message: 'keys/remove',
  input: { nextDefault: findNext(record.id, known) },
  change: { isRemoved: true, secret: 'may be destroyed' },
}));
const restoring = onKey(isJustRemoved, ({ secret }) => ({
  message: 'keys/restore',
  change: { isRemoved: false, secret },
}));
const preferring = onKey(
  (key) => isHere(key) && key.record.isEnabled,
  () => ({ message: 'keys/make-default' }),
);
const checking = onKey(isHere, () => ({ message: 'keys/check' }));
const revealing = onKey(isHere, (_key, { proof }) => ({
  message: 'keys/reveal',
  input: { proof, to: 'show' },
}));

function findNext(id: string, { chance, keys }: Known): string | null {
  const others = keys.filter((key) => isHere(key) && key.record.isEnabled && key.record.id !== id);
  return others.length === 0 || chance.share() < 0.2 ? null : chance.pick(others).record.id;
}

const waitingLonger: Make = ({ chance, proof }) => {
  const minutes = chance.pick([5, 15, 60, null]);
  return {
    message: 'vault/auto-lock',
    input: { minutes, ...(minutes === null ? { proof } : {}) },
    subject: 'auto-lock',
    lead: (before) => ({ ...before, 'auto-lock': String(minutes) }),
  };
};

const changingPassphrase: Make = async ({ chance, proof }) => {
  const passphrase = `${chance.word()} ${chance.word()} ${chance.word()}`;
  return {
    message: 'vault/change-passphrase',
    input: { proof, next: await prepare(passphrase), why: 'changed' },
    subject: 'passphrase',
    lead: (before) => ({ ...before, passphrase }),
  };
};

const makers: readonly (readonly [Make, number])[] = [
  [adding, 6],
  [editing, 3],
  [replacing, 3],
  [switching, 2],
  [removing, 4],
  [restoring, 4],
  [preferring, 1],
  [checking, 1],
  [revealing, 1],
  [waitingLonger, 3],
  [changingPassphrase, 5],
];

/** Something that can be done now. */
export async function anyDeed(known: Known): Promise<Deed> {
  for (;;) {
    const deed = await known.chance.weigh(makers)(known);
    if (deed) return deed;
  }
}

async function prepare(passphrase: string) {
  const next = await prepareUnlocker(passphrase);
  rememberKek(passphrase, next.kdf.salt, fromBase64(next.kek));
  return next;
}
