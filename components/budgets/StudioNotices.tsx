import { useFaces } from '../hooks/useFaces';
import { useKeys } from '../hooks/useKeys';
import { BudgetNotices } from './BudgetNotices';
import { useBudgets } from './useBudgets';

/** The same where things are made. It is loaded only when there is something to read. */
export function StudioNotices() {
  const live = useBudgets();
  const keys = useKeys();
  const faces = useFaces();
  if (live.state !== 'ready' || keys.state !== 'ready' || !faces) return null;
  return <BudgetNotices budgeting={live.value} known={{ faces, keys: keys.value.keys }} />;
}
