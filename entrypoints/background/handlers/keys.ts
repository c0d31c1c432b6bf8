import { assertNothingUnfinished } from '../../../lib/jobs/unfinished';
import { cancel } from '../../../lib/keys/cancel';
import { check, edit, enable, makeDefault, remove, restore, reveal } from '../../../lib/keys/change';
import { connect } from '../../../lib/keys/connect';
import { discard } from '../../../lib/keys/discard';
import { end, make, markEnded, succeed } from '../../../lib/keys/rotate';
import { add, replace } from '../../../lib/keys/save';
import { findKnown, tryOut } from '../../../lib/keys/trial';
import {
  keysAdd,
  keysCancel,
  keysCheck,
  keysConnect,
  keysDiscard,
  keysEdit,
  keysEnable,
  keysEnd,
  keysKnown,
  keysMake,
  keysMakeDefault,
  keysRemove,
  keysReplace,
  keysRestore,
  keysReveal,
  keysSucceed,
  keysTry,
} from '../../../lib/messages/keys';
import { answer, answerWithSecret, done, type Handler } from '../../../lib/messages/serve';
import { verifyProof } from '../../../lib/vault/vault';

export const keyHandlers: readonly Handler[] = [
  answer(keysAdd, add),
  answer(keysConnect, connect),
  answer(keysReplace, (input) => assertNothingUnfinished(input.id).then(() => replace(input))),
  answer(keysTry, async (input) => ({ report: await tryOut(input) })),
  answer(keysKnown, async ({ drafts }) => ({ names: await findKnown(drafts) })),
  answer(keysCancel, async ({ id }) => {
    cancel(id);
    return {};
  }),
  answer(keysDiscard, ({ id }) => done(discard(id))),
  answer(keysCheck, async ({ id }) => ({ report: await check(id) })),
  answer(keysEdit, ({ id, name, environment, isReminderOff }) =>
    done(edit(id, name, environment, isReminderOff)),
  ),
  answer(keysEnable, ({ id, isEnabled, nextDefault }) => done(enable(id, isEnabled, nextDefault))),
  answer(keysRemove, ({ id, nextDefault }) =>
    done(assertNothingUnfinished(id).then(() => remove(id, nextDefault))),
  ),
  answer(keysRestore, ({ id }) => done(restore(id))),
  answer(keysSucceed, ({ id, nextId }) => done(succeed(id, nextId))),
  answer(keysMake, make),
  answer(keysEnd, ({ id, typed }) =>
    done(assertNothingUnfinished(id).then(() => (typed === null ? markEnded(id) : end(id, typed)))),
  ),
  answer(keysMakeDefault, ({ id }) => done(makeDefault(id))),
  answerWithSecret(keysReveal, async ({ id, proof, to }) => {
    await verifyProof(proof);
    return { fields: await reveal(id, to) };
  }),
];
