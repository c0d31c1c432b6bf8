import { noteLeaving, noteMade, remind } from '../../../lib/backup/done';
import { sealAll, takeAll } from '../../../lib/backup/sealed';
import { show } from '../../../lib/backup/show';
import { nudge } from '../../../lib/jobs/nudge';
import { remakeBooks } from '../../../lib/jobs/recount';
import {
  backupDone,
  backupKeys,
  backupRemind,
  backupSecrets,
  backupShow,
} from '../../../lib/messages/backup';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import { requireOpen } from '../../../lib/vault/session';
import { verifyProof } from '../../../lib/vault/vault';

export const backupHandlers: readonly Handler[] = [
  answer(backupSecrets, async ({ proof, under }) => {
    await verifyProof(proof);
    // Before anything leaves: a backup that was given up in the middle may lie somewhere all the same.
    await noteLeaving();
    return { secrets: await sealAll(under) };
  }),
  answer(backupKeys, ({ under, lot, keys }) => takeAll(under, lot, keys)),
  answer(backupShow, async (lot) => {
    await show(lot);
    nudge();
    // Nobody waits for it: a ledger may be long.
    void remakeBooks(await requireOpen()).catch(() => undefined);
    return {};
  }),
  answer(backupDone, async () => {
    await noteMade();
    nudge();
    return {};
  }),
  answer(backupRemind, ({ days }) => done(remind(days))),
];
