import { writeSetting } from '../../../lib/db/settings';
import { keysRotateAfter, ROTATE_AFTER } from '../../../lib/messages/keys';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import { settingsDismiss, settingsRate } from '../../../lib/messages/settings';
import { writeRate } from '../../../lib/models/write-rate';
import { requireOpen } from '../../../lib/vault/session';

const keep = async (id: string, value: unknown) => writeSetting(await requireOpen(), id, value);
const changeRate = async (provider: string, usd: string | null) =>
  writeRate(await requireOpen(), provider, usd);

export const settingHandlers: readonly Handler[] = [
  answer(settingsDismiss, ({ panel }) => done(keep(`dismissed:${panel}`, true))),
  answer(keysRotateAfter, (setting) => done(keep(ROTATE_AFTER, setting))),
  answer(settingsRate, ({ provider, usd }) => done(changeRate(provider, usd))),
];
