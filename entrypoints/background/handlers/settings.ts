import { writeSetting } from '../../../lib/db/settings';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import { settingsDismiss, settingsRate } from '../../../lib/messages/settings';
import { writeRate } from '../../../lib/models/write-rate';
import { requireOpen } from '../../../lib/vault/session';

const dismiss = async (panel: string) => writeSetting(await requireOpen(), `dismissed:${panel}`, true);
const changeRate = async (provider: string, usd: string | null) =>
  writeRate(await requireOpen(), provider, usd);

export const settingHandlers: readonly Handler[] = [
  answer(settingsDismiss, ({ panel }) => done(dismiss(panel))),
  answer(settingsRate, ({ provider, usd }) => done(changeRate(provider, usd))),
];
