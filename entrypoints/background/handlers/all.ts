/** Everything that the background answers. */
import type { Handler } from '../../../lib/messages/serve';
import { activityHandlers } from './activity';
import { backupHandlers } from './backup';
import { budgetHandlers } from './budgets';
import { jobHandlers } from './jobs';
import { keyHandlers } from './keys';
import { libraryHandlers } from './library';
import { settingHandlers } from './settings';
import { vaultHandlers } from './vault';

export const allHandlers: readonly Handler[] = [
  ...vaultHandlers,
  ...keyHandlers,
  ...jobHandlers,
  ...libraryHandlers,
  ...settingHandlers,
  ...budgetHandlers,
  ...backupHandlers,
  ...activityHandlers,
];
