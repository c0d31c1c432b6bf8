import { DateField } from '../ui/field/DateField';
import { Select } from '../ui/field/Select';
import { isPreset, type Period, PRESETS, toSpan } from './period';
import { words } from './words';

interface PeriodPickerProps {
  readonly period: Period;
  readonly today: string;
  readonly onChange: (period: Period) => void;
}

const choices = PRESETS.map((value) => ({ value, label: words.period.presets[value] }));

export function PeriodPicker({ period, today, onChange }: PeriodPickerProps) {
  const { preset, own } = period;
  const choose = (value: string) => {
    if (!isPreset(value)) return;
    // Their own span begins as the one that was shown.
    const shown = toSpan(period, today);
    onChange({
      preset: value,
      own: value === 'own' && shown?.from !== undefined ? { from: shown.from, to: shown.to ?? today } : own,
    });
  };
  const hasError = preset === 'own' && toSpan(period, today) === undefined;
  return (
    <div className="flex flex-wrap items-start gap-3">
      <div className="w-44">
        <Select
          label={words.period.label}
          choices={choices}
          value={preset}
          onChange={({ target }) => choose(target.value)}
        />
      </div>
      {preset === 'own' && (
        <>
          <DateField
            label={words.period.from}
            value={own.from}
            max={own.to}
            error={hasError && words.period.wrong}
            onChange={({ target }) => onChange({ preset, own: { ...own, from: target.value } })}
          />
          <DateField
            label={words.period.to}
            value={own.to}
            min={own.from}
            onChange={({ target }) => onChange({ preset, own: { ...own, to: target.value } })}
          />
        </>
      )}
    </div>
  );
}
