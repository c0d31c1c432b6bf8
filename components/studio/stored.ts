/** What the studio reads of the database, all of it loaded after the first paint. */
import { readSetting } from '../../lib/db/settings';
import { type Draft, draftName, draftSchema, type Make } from '../../lib/jobs/record';
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

export async function readDraft(make: Make): Promise<Draft | undefined> {
  const content = await findContent();
  if (!content) return undefined;
  const open = { vaultId: content.vaultId, content: content.key };
  return (await readSetting(open, draftName(make), draftSchema)).value;
}
