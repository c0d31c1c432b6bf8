import { writeSetting } from '../../../lib/db/settings';
import { answer, type Handler } from '../../../lib/messages/serve';
import { settingsDismiss } from '../../../lib/messages/settings';
import { requireOpen } from '../../../lib/vault/session';

export const settingHandlers: readonly Handler[] = [
  answer(settingsDismiss, async ({ panel }) => {
    await writeSetting(await requireOpen(), `dismissed:${panel}`, true);
    return {};
  }),
];
