import { writeSetting } from '../../../lib/db/settings';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import { settingsDismiss } from '../../../lib/messages/settings';
import { requireOpen } from '../../../lib/vault/session';

const dismiss = async (panel: string) => writeSetting(await requireOpen(), `dismissed:${panel}`, true);

export const settingHandlers: readonly Handler[] = [
  answer(settingsDismiss, ({ panel }) => done(dismiss(panel))),
];
