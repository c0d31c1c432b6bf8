import { useLive } from '../hooks/useLive';

const TABLES = ['settings', 'sums'] as const;
const readBudgeting = async () => (await import('../../lib/budgets/reads')).readBudgeting();

/** The budgets and what was spent of them, now and after every change. */
export const useBudgets = () => useLive(readBudgeting, TABLES);
