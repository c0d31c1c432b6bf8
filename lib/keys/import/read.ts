/** Reads what somebody pasted or dropped, a little at a time: the page stays awake whatever it is. */
import { fail } from '../../core/problem';
import { seen } from '../paste';
import { type Assembled, Assembly } from './assemble';
import { findTable, readTable } from './csv';
import type { Entry } from './entry';
import { findJson, readJson } from './json';
import { readLines } from './lines';
import { isPlain, type Known, place } from './place';

/** Far more than any list of keys; beyond it nothing is looked at. */
export const MOST_CHARS = 2_000_000;

/** Between two slices the page may draw and hear. */
const SLICE_MS = 12;
const LOOKS_BETWEEN = 32;

export async function readKeysIn(
  text: string,
  known: Known,
  pause: () => Promise<void>,
  nowMs: () => number = () => performance.now(),
): Promise<Assembled> {
  if (text.length > MOST_CHARS) fail('import-too-long');
  const assembly = new Assembly(known);
  let sinceMs = nowMs();
  let looks = 0;
  for (const entry of entriesOf(seen(text), known)) {
    assembly.add(entry && place(known, entry));
    looks += 1;
    if (looks % LOOKS_BETWEEN > 0 || nowMs() - sinceMs < SLICE_MS) continue;
    await pause();
    sinceMs = nowMs();
  }
  return assembly.end();
}

function entriesOf(text: string, known: Known): Generator<Entry | undefined> {
  const json = findJson(text);
  if (json !== undefined) return readJson(json);
  const table = findTable(text);
  if (table) return readTable(text, table);
  return readLines(text, (value) => isPlain(known, value));
}
