/** Small sealed rows, one for each setting. */

import { ProblemError } from '../core/problem';
import type { z } from '../core/zod';
import { openJson, type SealKey, sealJson } from '../seal/envelope';
import { openDb } from './open';
import type { SealedRow } from './tables';

export const SETTING = 'setting';

export interface Read<T> {
  readonly value: T | undefined;
  /** 0 when there is no row yet. */
  readonly rev: number;
}

interface Content {
  readonly vaultId: string;
  readonly content: SealKey;
}

const place = (open: Content, id: string) => ({ vaultId: open.vaultId, kind: SETTING, rowId: id });

export async function readSetting<T>(open: Content, id: string, schema: z.ZodMiniType<T>): Promise<Read<T>> {
  const row = await openDb().settings.get(id);
  if (!row) return { value: undefined, rev: 0 };
  const value = await openJson(open.content, place(open, id), row.sealed, schema).catch(unlessDamaged);
  return { value: value ?? undefined, rev: row.rev };
}

/** A damaged choice counts as none and can be made anew; it must not take with it what else is read. */
function unlessDamaged(error: unknown): undefined {
  if (error instanceof ProblemError && error.problem.code === 'damaged') return undefined;
  throw error;
}

export const sealSetting = async (
  open: Content,
  id: string,
  value: unknown,
  rev: number,
): Promise<SealedRow> => ({ id, rev, sealed: await sealJson(open.content, place(open, id), value) });

let lastWrite: Promise<unknown> = Promise.resolve();

/** Last write wins on the whole value: in the order in which they were asked for, however long each takes to seal. */
export function writeSetting(open: Content, id: string, value: unknown): Promise<void> {
  const write = lastWrite.then(async () => {
    const { settings } = openDb();
    const row = await settings.get(id);
    await settings.put(await sealSetting(open, id, value, (row?.rev ?? 0) + 1));
  });
  lastWrite = write.catch(() => undefined);
  return write;
}
