import { keepFor } from '../../../lib/activity/prune';
import { record } from '../../../lib/activity/write';
import { activityExported, activityKeep } from '../../../lib/messages/activity';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import { requireOpen } from '../../../lib/vault/session';

const exported = async (count: number) =>
  record(await requireOpen(), { atMs: Date.now(), what: 'record-exported', count });

export const activityHandlers: readonly Handler[] = [
  answer(activityKeep, ({ days }) => done(requireOpen().then((open) => keepFor(open, days)))),
  answer(activityExported, ({ count }) => done(exported(count))),
];
