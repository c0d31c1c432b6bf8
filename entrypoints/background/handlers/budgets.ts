import { markSeen, putBudget, removeBudget } from '../../../lib/budgets/store';
import { budgetsPut, budgetsRemove, budgetsSeen } from '../../../lib/messages/budgets';
import { answer, done, type Handler } from '../../../lib/messages/serve';
import { requireOpen } from '../../../lib/vault/session';

export const budgetHandlers: readonly Handler[] = [
  answer(budgetsPut, ({ budget, replaces }) =>
    done(requireOpen().then((open) => putBudget(open, budget, replaces))),
  ),
  answer(budgetsRemove, ({ id }) => done(requireOpen().then((open) => removeBudget(open, id)))),
  answer(budgetsSeen, ({ name, step }) => done(requireOpen().then((open) => markSeen(open, name, step)))),
];
