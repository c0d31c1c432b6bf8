import { z } from '../../lib/core/zod';
import { ask } from '../../lib/messages/client';
import { settingsDismiss } from '../../lib/messages/settings';

const PANEL = 'why-your-own-keys';

/** Kept sealed like every setting. Shown only when it is known that nobody dismissed it. */
export async function readIsDismissed(): Promise<boolean> {
  const [{ readSetting }, { findContent }] = await Promise.all([
    import('../../lib/db/settings'),
    import('../../lib/session/content'),
  ]);
  const content = await findContent();
  if (!content) return true;
  const open = { vaultId: content.vaultId, content: content.key };
  return (await readSetting(open, `dismissed:${PANEL}`, z.boolean())).value === true;
}

export const dismiss = () => ask(settingsDismiss, { panel: PANEL });
