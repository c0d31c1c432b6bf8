import { defineBackground } from 'wxt/utils/define-background';
import { toStorageProblem } from '../../lib/db/problems';
import { serve } from '../../lib/messages/serve';
import { watchLock } from '../../lib/vault/lock-rules';
import { watchAlarms } from './alarms';
import { allHandlers } from './handlers/all';
import { watchJobs } from './jobs';
import { watchLibrary } from './library';
import { watchMenu } from './menu';
import { watchUpdates } from './update';

/** Every listener is registered before anything is awaited: a worker that was woken must not miss why. */
export default defineBackground(() => {
  serve(allHandlers, toStorageProblem);
  watchLock();
  watchAlarms();
  watchUpdates();
  watchJobs();
  watchLibrary();
  watchMenu();
});
