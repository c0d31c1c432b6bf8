/** What is asked of the background, in messages of a size that it takes. */
import { ask } from '../../lib/messages/client';
import { libraryDelete, libraryFavour } from '../../lib/messages/library';

const MOST = 1000;

export async function inPieces<T>(
  ids: readonly string[],
  each: (some: string[]) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  for (let at = 0; at < ids.length; at += MOST) results.push(await each(ids.slice(at, at + MOST)));
  return results;
}

/** How many of them still run, and stay. */
export async function deleteAll(ids: readonly string[]): Promise<number> {
  const told = await inPieces(ids, (some) => ask(libraryDelete, { ids: some }));
  return told.reduce((sum, { running }) => sum + running, 0);
}

export const favourAll = (ids: readonly string[], isFavourite: boolean) =>
  inPieces(ids, (some) => ask(libraryFavour, { ids: some, isFavourite }));
