import { defineBackground } from 'wxt/utils/define-background';
import { toStorageProblem } from '../../lib/db/problems';
import { serve } from '../../lib/messages/serve';
import { watchLock } from '../../lib/vault/lock-rules';
import { watchAlarms } from './alarms';
import { activityHandlers } from './handlers/activity';
import { backupHandlers } from './handlers/backup';
import { budgetHandlers } from './handlers/budgets';
import { jobHandlers } from './handlers/jobs';
import { keyHandlers } from './handlers/keys';
import { libraryHandlers } from './handlers/library';
import { settingHandlers } from './handlers/settings';
import { vaultHandlers } from './handlers/vault';
import { watchJobs } from './jobs';
import { watchLibrary } from './library';
import { watchMenu } from './menu';
import { watchUpdates } from './update';

/** Every listener is registered before anything is awaited: a worker that was woken must not miss why. */
export default defineBackground(() => {
  serve(
    [
      ...vaultHandlers,
      ...keyHandlers,
      ...jobHandlers,
      ...libraryHandlers,
      ...settingHandlers,
      ...budgetHandlers,
      ...backupHandlers,
      ...activityHandlers,
    ],
    toStorageProblem,
  );
  watchLock();
  watchAlarms();
  watchUpdates();
  watchJobs();
  watchLibrary();
  watchMenu();
});
