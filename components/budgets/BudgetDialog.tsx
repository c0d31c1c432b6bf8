import { type FormEvent, useRef, useState } from 'react';
import type { Budget } from '../../lib/budgets/record';
import { type Problem, toProblem } from '../../lib/core/problem';
import { fromE8 } from '../../lib/core/usd-e8';
import { budgetsPut } from '../../lib/messages/budgets';
import { ask } from '../../lib/messages/client';
import { ProblemAlert } from '../app/ProblemAlert';
import { Button } from '../ui/Button';
import { Dialog, DialogActions } from '../ui/Dialog';
import { RadioGroup } from '../ui/field/RadioGroup';
import { type Choice, Select } from '../ui/field/Select';
import { TextField } from '../ui/field/TextField';
import { toast } from '../ui/toasts';
import { parseLimit, wrongWith } from './limit';
import { fromTarget, type Known, nameOfBudget, targetsOf, toTarget } from './names';
import { form as said, words } from './words';

interface BudgetDialogProps {
  readonly budget: Budget | undefined;
  /** What a new one is for at first. */
  readonly target?: Pick<Budget, 'keyId' | 'provider'> | undefined;
  readonly known: Known;
  readonly onClose: () => void;
}

const UNITS = ['usd', 'calls', 'tokens'] as const;
const PERIODS = ['day', 'month'] as const;
const units: readonly Choice[] = UNITS.map((value) => ({ value, label: said.units[value] }));
const periods: readonly Choice[] = PERIODS.map((value) => ({ value, label: said.periods[value] }));
const kinds: readonly Choice[] = [
  { value: 'hard', label: said.hard, help: said.hardHelp },
  { value: 'soft', label: said.soft, help: said.softHelp },
];

/** A new budget, or a change of one. */
export function BudgetDialog({ budget, target = {}, known, onClose }: BudgetDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const [unit, setUnit] = useState<Budget['unit']>(budget?.unit ?? 'usd');
  const [wrong, setWrong] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const read = new FormData(form.current);
    const limit = parseLimit(unit, String(read.get('limit') ?? ''));
    const wrongly = wrongWith(unit, limit);
    setWrong(wrongly);
    if (wrongly !== undefined || limit === undefined) return;
    setIsBusy(true);
    setProblem(undefined);
    const period = PERIODS.find((one) => one === read.get('period')) ?? 'month';
    const wanted = { ...fromTarget(String(read.get('target') ?? '')), unit, period, limit };
    try {
      const isHard = read.get('kind') !== 'soft';
      await ask(budgetsPut, {
        budget: { ...wanted, isHard },
        ...(budget ? { replaces: budget.id } : {}),
      });
      toast(words.saved);
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setIsBusy(false);
    }
  };
  return (
    <Dialog title={budget ? said.edit : said.add} onClose={onClose}>
      <form ref={form} onSubmit={save} className="space-y-4">
        <Select
          label={said.what}
          name="target"
          choices={targetsWith(budget, known)}
          defaultValue={toTarget(budget ?? target)}
        />
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Select
            label={said.unit}
            name="unit"
            choices={units}
            value={unit}
            onChange={({ target }) => setUnit(UNITS.find((one) => one === target.value) ?? 'usd')}
          />
          <TextField
            label={said.limit[unit]}
            name="limit"
            inputMode={unit === 'usd' ? 'decimal' : 'numeric'}
            maxLength={20}
            required
            error={wrong}
            defaultValue={budget ? (budget.unit === 'usd' ? fromE8(budget.limit) : String(budget.limit)) : ''}
          />
        </div>
        <RadioGroup
          legend={said.period}
          name="period"
          choices={periods}
          defaultValue={budget?.period ?? 'month'}
          isInRow
        />
        <RadioGroup
          legend={said.kind}
          name="kind"
          choices={kinds}
          defaultValue={budget?.isHard === false ? 'soft' : 'hard'}
        />
        {problem && <ProblemAlert problem={problem} />}
        <DialogActions>
          <Button onClick={onClose}>{said.cancel}</Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            {said.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What it was for stays a choice, by the name that the list has for it, also when that is gone. */
function targetsWith(budget: Budget | undefined, known: Known): readonly Choice[] {
  const targets = targetsOf(known);
  if (!budget) return targets;
  const own = toTarget(budget);
  const choice = { value: own, label: nameOfBudget(budget, known) };
  return targets.some(({ value }) => value === own)
    ? targets.map((target) => (target.value === own ? choice : target))
    : [...targets, choice];
}
