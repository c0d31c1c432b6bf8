/** Backups as somebody writes them who has the passphrase and means harm: rows of a real one, changed on their way. */
import { toByteFrame, toFrame } from '../../lib/backup/frames';
import { newBackup, openHeader } from '../../lib/backup/header';
import { type Item, readHeader, readItems } from '../../lib/backup/read';
import type { SectionName } from '../../lib/backup/record';
import type { Bytes } from '../../lib/core/bytes';
import { sealStream } from '../../lib/seal/file';
import { cheaply } from '../vault/stage';
import { PASSPHRASE } from './stage';

/** The row as it lies there, to be written as it is returned: several times, or not at all. */
type Change = (is: SectionName, row: unknown) => readonly unknown[];

const KEEP: Change = (_is, row) => [row];

/** Under the same salt, because the credentials in it are sealed under what follows from it. */
export async function forge(backup: Blob, change: Change = KEEP, withBytes = true): Promise<Blob> {
  const header = await readHeader(backup);
  const keys = await openHeader(header, PASSPHRASE, cheaply);
  const parts: Bytes[] = [header];
  const frames = framesOf(readItems(backup, keys), change, withBytes);
  for await (const { bytes } of sealStream(keys.stream, frames)) parts.push(bytes);
  return new Blob(parts);
}

async function* framesOf(items: AsyncIterable<Item>, change: Change, withBytes: boolean) {
  const rows: Partial<Record<SectionName, number>> = {};
  for await (const item of items) {
    if (item.is === 'bytes') {
      if (withBytes) yield* toByteFrame(item.bytes);
      continue;
    }
    if (rows[item.is] === undefined) yield toFrame('section', { name: item.is, format: 1 });
    rows[item.is] ??= 0;
    for (const row of change(item.is, item.raw)) {
      yield toFrame('row', row);
      rows[item.is] = (rows[item.is] ?? 0) + 1;
    }
  }
  yield toFrame('end', { rows });
}

/** A stream of any frames, under a header of its own. */
export async function sealFrames(frames: readonly Bytes[]): Promise<Blob> {
  const made = await newBackup(PASSPHRASE, cheaply);
  const parts: Bytes[] = [made.header];
  for await (const { bytes } of sealStream(made.keys.stream, frames)) parts.push(bytes);
  return new Blob(parts);
}
