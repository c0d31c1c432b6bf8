/** Strikes at the n-th step that a piece of work takes outside its own code: crypto, database, storage. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

type Step = (...args: never[]) => unknown;

const steps = (): [object, string][] => [
  ...(['importKey', 'encrypt', 'decrypt', 'digest', 'deriveBits'] as const).map((name): [object, string] => [
    crypto.subtle,
    name,
  ]),
  ...['get', 'put', 'add', 'clear', 'getAll'].map((name): [object, string] => [
    IDBObjectStore.prototype,
    name,
  ]),
  [indexedDB, 'deleteDatabase'],
  ...['get', 'set', 'clear'].map((name): [object, string] => [fakeBrowser.storage.local, name]),
  ...['get', 'set', 'remove'].map((name): [object, string] => [fakeBrowser.storage.session, name]),
];

/** `throws` as a full disk does; `dies` stops there for ever, as a killed worker does. */
export type Fault = 'throws' | 'dies';

export interface Strike {
  /** Resolves when it struck; never when the work had fewer steps. */
  readonly struck: Promise<void>;
  readonly hasStruck: () => boolean;
  /** Resolves when it struck what never answers. */
  readonly died: Promise<'dead'>;
  /** The steps that were taken. */
  readonly count: () => number;
  end(): void;
}

export function strikeAt(nth: number, fault: Fault): Strike {
  let count = 0;
  let hasStruck = false;
  let tell = () => {};
  const struck = new Promise<void>((resolve) => {
    tell = resolve;
  });
  let die = () => {};
  const died = new Promise<'dead'>((resolve) => {
    die = () => resolve('dead');
  });
  const spies = steps().map(([owner, name]) => {
    const original: Step = Reflect.get(owner, name);
    const isDatabase = owner === IDBObjectStore.prototype || owner === indexedDB;
    const spy = vi.spyOn(owner as Record<string, Step>, name);
    spy.mockImplementation(function (this: unknown, ...args) {
      count += 1;
      if (count < nth || hasStruck) return original.apply(this === undefined ? owner : this, args);
      hasStruck = true;
      tell();
      // A database call that never answers is one whose transaction is taken back.
      if (fault === 'throws' || isDatabase) throw new Error('struck');
      die();
      return new Promise(() => {});
    });
    return spy;
  });
  return {
    struck,
    hasStruck: () => hasStruck,
    died,
    count: () => count,
    end: () => spies.forEach((spy) => void spy.mockRestore()),
  };
}
