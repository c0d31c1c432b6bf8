/** What the roll-ups say of themselves: which entries are in them, and from where on each month has any. */
import { z } from '../core/zod';
import { openDb } from '../db/open';
import { openJson } from '../seal/envelope';
import type { Content } from '../session/content';
import { type Day, monthOf, shiftDay } from './days';

export const HEAD = 'ledger';
export const HEAD_KIND = 'ledger-sums';

export const headSchema = z.object({
  /** Days are of this time zone. */
  zone: z.string(),
  /** Every entry up to this number is in, */
  through: z.number(),
  /** and there were so many rows, */
  rows: z.number(),
  /** so many of which nobody could read. */
  damaged: z.number(),
  /** `from`: no entry before this number is of that month. Roll-ups of the first days do not say so. */
  months: z.record(z.string(), z.object({ id: z.string(), rev: z.number(), from: z.optional(z.number()) })),
});
export type Head = z.infer<typeof headSchema>;

/** Undefined: missing, damaged, or not of this ledger. Of the row that lies there, `rev`; 0 for none. */
export async function readHead({ vaultId, key }: Content): Promise<{ head?: Head; rev: number }> {
  const { sums, ledger } = openDb();
  const row = await sums.get(HEAD);
  if (!row) return { rev: 0 };
  const { rev, sealed } = row;
  const place = { vaultId, kind: HEAD_KIND, rowId: HEAD };
  const head = await openJson(key, place, sealed, headSchema).catch(() => null);
  const rows = head && (await ledger.where(':id').belowOrEqual(head.through).count());
  return head && rows === head.rows ? { head, rev } : { rev };
}

/** Every entry up to this number is of days before that one, wherever in the world the day began; 0 when nobody knows. */
export async function oldThrough(content: Content, day: Day): Promise<number> {
  const { head } = await readHead(content);
  const since = monthOf(shiftDay(day, -2));
  const recent = Object.entries(head?.months ?? {}).filter(([month]) => month >= since);
  return Math.max(0, Math.min(head?.through ?? 0, ...recent.map(([, { from = 1 }]) => from - 1)));
}
