/** A picture that a model asked for and the person allowed: an image job like any other, on the person's own key. */
import { fail } from '../core/problem';
import { openDb } from '../db/open';
import { readSetting } from '../db/settings';
import { pause } from '../http/wait';
import { readDefaults, readRecord } from '../keys/store';
import { findLists } from '../models/find';
import { chooseOwnImage, type OwnImage } from '../models/own-image';
import { CHOICES, choicesSchema } from '../models/record';
import type { OpenVault } from '../vault/session';
import { isOver, type Request } from './record';
import { openJob } from './rows';
import { start } from './start';
import { toReader } from './working';

const LOOK_EVERY_MS = 500;

interface Wanted {
  readonly open: OpenVault;
  readonly signal: AbortSignal;
  readonly id: string;
  readonly by: Request;
  readonly prompt: string;
}

/** Whoever stops the answer does not stop the picture: that is a job of its own, with its own button. */
export async function makeImageFor({ open, signal, id, by, prompt }: Wanted): Promise<string> {
  const { provider, model, key } = await requireOwnImage(open);
  const order = { id, make: 'image' as const, provider, keyId: key.id, model, prompt, files: [], chosen: {} };
  await start({ ...order, conversation: by.conversation, parent: null });
  for (;;) {
    const place = await placeOf(open, id);
    if (place === 'done') return 'The picture was made and is shown to the person.';
    if (isOver(place)) return `No picture was made: ${place}.`;
    await pause(LOOK_EVERY_MS, signal);
    open.assertMaySend();
  }
}

async function placeOf(open: OpenVault, id: string) {
  const row = await openDb().jobs.where('id').equals(id).first();
  return (await openJob(toReader(open), row ?? fail('job-gone'))).state.place;
}

async function requireOwnImage(open: OpenVault): Promise<OwnImage> {
  const [choices, lists, keys, defaults] = await Promise.all([
    readSetting(open, CHOICES, choicesSchema),
    findLists(open, 'image'),
    openDb().keys.toArray(),
    readDefaults(open),
  ]);
  const records = keys.map((row) => readRecord(open, row).catch(() => undefined));
  const chosen = chooseOwnImage({
    choices: choices.value,
    lists: lists.map(({ list }) => list),
    keys: (await Promise.all(records)).flatMap((record) => record ?? []),
    defaults: defaults.value ?? {},
  });
  return chosen ?? fail('no-image-model');
}
