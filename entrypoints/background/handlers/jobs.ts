import { writeSetting } from '../../../lib/db/settings';
import { askPrice, refreshModels } from '../../../lib/jobs/lists';
import { nudge } from '../../../lib/jobs/nudge';
import { allow, forget, look, retry, stop } from '../../../lib/jobs/orders';
import { adopt, collect, keepPoster } from '../../../lib/jobs/orders-3d';
import { draftName } from '../../../lib/jobs/record';
import { start } from '../../../lib/jobs/start';
import {
  choicesKeep,
  draftsKeep,
  jobsAdopt,
  jobsAllow,
  jobsCollect,
  jobsForget,
  jobsLook,
  jobsPoster,
  jobsRetry,
  jobsStart,
  jobsStop,
  jobsWatch,
  modelsPrice,
  modelsRefresh,
  NOTICES,
  noticesKeep,
} from '../../../lib/messages/jobs';
import { NEXT_KEY, nextKeyKeep } from '../../../lib/messages/next-key';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import { changeChoices } from '../../../lib/models/choose';
import { requireOpen } from '../../../lib/vault/session';

const keep = async (id: string, value: unknown) => writeSetting(await requireOpen(), id, value);

export const jobHandlers: readonly Handler[] = [
  answer(jobsStart, (order) => done(start(order))),
  answer(jobsStop, ({ id }) => done(stop(id))),
  answer(jobsRetry, ({ id, keyId, isLetThrough }) => done(retry(id, keyId, isLetThrough))),
  answer(jobsLook, ({ id }) => look(id)),
  answer(jobsAllow, ({ id, calls }) => done(allow(id, calls))),
  answer(jobsForget, ({ ids }) => done(forget(ids))),
  answer(jobsCollect, ({ id }) => done(collect(id))),
  answer(jobsAdopt, ({ id, operation }) => done(adopt(id, operation))),
  answer(jobsPoster, ({ id, file }) => keepPoster(id, file)),
  answer(jobsWatch, () => done(requireOpen().then(nudge))),
  answer(modelsRefresh, async ({ provider, make, isForced }) => ({
    count: await refreshModels(provider, make, isForced),
  })),
  answer(modelsPrice, ({ provider, model }) => done(askPrice(provider, model))),
  answer(draftsKeep, ({ make, draft }) => done(keep(draftName(make), draft))),
  answer(choicesKeep, (change) => done(requireOpen().then((open) => changeChoices(open, change)))),
  answer(noticesKeep, (notices) => done(keep(NOTICES, notices))),
  answer(nextKeyKeep, (setting) => done(keep(NEXT_KEY, setting))),
];
