/** A picture that a model asked for and the person allowed: an image job like any other, on the person's own key. */
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import { findLists } from '../models/find';
import { CHOICES, type Choice, choicesSchema } from '../models/record';
import type { OpenVault } from '../vault/session';
import { isOver, type Request } from './record';
import { openJob } from './rows';
import { start } from './start';
import { toReader } from './working';

const LOOK_EVERY_MS = 500;

export async function makeImageFor(
  open: OpenVault,
  id: string,
  by: Request,
  prompt: string,
): Promise<string> {
  const { provider, model } = await findImageModel(open);
  const order = { id, make: 'image' as const, provider, model, prompt, files: [], chosen: {} };
  await start({ ...order, conversation: by.conversation, parent: null });
  for (;;) {
    const place = await placeOf(open, id);
    if (place === 'done') return 'The picture was made and is shown to the person.';
    if (isOver(place)) return `No picture was made: ${place}.`;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    open.assertMaySend();
  }
}

async function placeOf(open: OpenVault, id: string) {
  const row = await openDb().jobs.where('id').equals(id).first();
  return (await openJob(toReader(open), row ?? fail('job-gone'))).state.place;
}

/** What the person uses for pictures, else the first sensible one of a list that is there. */
async function findImageModel(open: OpenVault): Promise<Choice> {
  const { value } = await readSetting(open, CHOICES, choicesSchema);
  const chosen = value?.defaults.image ?? value?.lastUsed.image;
  if (chosen) return chosen;
  const lists = await findLists(open, 'image');
  const all = lists.flatMap(({ list }) => list.models.map((model) => ({ provider: list.provider, model })));
  const [best] = all.sort((a, b) => (a.model.rank ?? 100) - (b.model.rank ?? 100));
  return best ? { provider: best.provider, model: best.model.id } : fail('no-image-model');
}
