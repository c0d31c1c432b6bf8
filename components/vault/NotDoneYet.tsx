import { countOpen } from '../../lib/jobs/reads';
import { useLive } from '../hooks/useLive';
import { words } from './words';

const TABLES = ['jobs'] as const;

/** What was asked for waits while locked. How much of it there is, the browser's own files show as well. */
export function NotDoneYet() {
  const open = useLive(countOpen, TABLES);
  if (open.state !== 'ready' || open.value === 0) return null;
  return <p role="status">{words.unlock.notDone(open.value)}</p>;
}
