import { assertNothingUnfinished } from '../../../lib/jobs/unfinished';
import { cancel } from '../../../lib/keys/cancel';
import { check, edit, enable, makeDefault, remove, restore, reveal } from '../../../lib/keys/change';
import { connect } from '../../../lib/keys/connect';
import { discard } from '../../../lib/keys/discard';
import { add, replace } from '../../../lib/keys/save';
import {
  keysAdd,
  keysCancel,
  keysCheck,
  keysConnect,
  keysDiscard,
  keysEdit,
  keysEnable,
  keysMakeDefault,
  keysRemove,
  keysReplace,
  keysRestore,
  keysReveal,
} from '../../../lib/messages/keys';
import { answer, answerWithSecret, done, type Handler } from '../../../lib/messages/serve';
import { verifyProof } from '../../../lib/vault/vault';

export const keyHandlers: readonly Handler[] = [
  answer(keysAdd, add),
  answer(keysConnect, connect),
  answer(keysReplace, (input) => assertNothingUnfinished(input.id).then(() => replace(input))),
  answer(keysCancel, async ({ id }) => {
    cancel(id);
    return {};
  }),
  answer(keysDiscard, ({ id }) => done(discard(id))),
  answer(keysCheck, async ({ id }) => ({ report: await check(id) })),
  answer(keysEdit, ({ id, name, environment }) => done(edit(id, name, environment))),
  answer(keysEnable, ({ id, isEnabled, nextDefault }) => done(enable(id, isEnabled, nextDefault))),
  answer(keysRemove, ({ id, nextDefault }) =>
    done(assertNothingUnfinished(id).then(() => remove(id, nextDefault))),
  ),
  answer(keysRestore, ({ id }) => done(restore(id))),
  answer(keysMakeDefault, ({ id }) => done(makeDefault(id))),
  answerWithSecret(keysReveal, async ({ id, proof, to }) => {
    await verifyProof(proof);
    return { fields: await reveal(id, to) };
  }),
];
