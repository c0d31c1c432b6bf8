/** What the studio reads of the database, all of it loaded after the first paint. */
import type { z } from '../../lib/core/zod';
import { readSetting } from '../../lib/db/settings';
import { type Draft, draftName, draftSchema, type Make } from '../../lib/jobs/record';
import { NOTICES, noticesSchema } from '../../lib/messages/jobs';
import { CHOICES, type Choices, choicesSchema } from '../../lib/models/record';
import { findContent } from '../../lib/session/content';
import { NO_CHOICES } from './nothing';

export async function readChoices(): Promise<Choices> {
  const content = await findContent();
  if (!content) return NO_CHOICES;
  const { value } = await readSetting(
    { vaultId: content.vaultId, content: content.key },
    CHOICES,
    choicesSchema,
  );
  return value ?? NO_CHOICES;
}

export const readDraft = (make: Make): Promise<Draft | undefined> => read(draftName(make), draftSchema);

/** Whether somebody has said if the browser may tell when something is ready. */
export const readNotices = () => read(NOTICES, noticesSchema);

async function read<T>(name: string, schema: z.ZodMiniType<T>): Promise<T | undefined> {
  const content = await findContent();
  if (!content) return undefined;
  const open = { vaultId: content.vaultId, content: content.key };
  return (await readSetting(open, name, schema)).value;
}
