import { useMemo } from 'react';
import type { Cell } from '../../lib/usage/cells';
import { firstOfMonth, lastOfMonth } from './days';
import { useToday } from './useToday';
import { useUsage } from './useUsage';

/** What was paid for since the first of the month. Undefined while it is added up, or cannot be. */
export function useMonth(): readonly Cell[] | undefined {
  const today = useToday();
  const { live } = useUsage({ from: firstOfMonth(today), to: lastOfMonth(today) });
  return useMemo(() => (live.state === 'ready' ? live.value.cells : undefined), [live]);
}
