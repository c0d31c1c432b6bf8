/** Which page the address names: `#/keys`. Addresses carry page names only, never a provider or a name. */
import { useSyncExternalStore } from 'react';

const follow = (react: () => void) => {
  addEventListener('hashchange', react);
  return () => removeEventListener('hashchange', react);
};

const readHash = () => location.hash;

export const hrefTo = (page: string): string => `#/${page}`;

/** Whether the address names this very view. */
export const useIsAt = (page: string): boolean => useSyncExternalStore(follow, readHash) === hrefTo(page);

/** A page that does not exist is the first one. */
export function useRoute<Name extends string>(names: readonly [Name, ...Name[]]): Name {
  const hash = useSyncExternalStore(follow, readHash);
  return names.find((name) => hrefTo(name) === hash || hash.startsWith(`${hrefTo(name)}/`)) ?? names[0];
}

export function goTo(page: string): void {
  location.hash = hrefTo(page);
}
