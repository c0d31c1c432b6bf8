import { type FormEvent, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { settingsRate } from '../../lib/messages/settings';
import { rateSchema } from '../../lib/models/rates';
import type { Rate } from '../../lib/models/reads';
import { ProblemAlert } from '../app/ProblemAlert';
import { useRates } from '../hooks/useModels';
import { Button } from '../ui/Button';
import { TextField } from '../ui/field/TextField';
import { toast } from '../ui/toasts';
import type { Names } from './names';
import { Section } from './Section';
import { words } from './words';

/** What a credit costs, where a service counts in credits. */
export function Rates({ names }: { readonly names: Names }) {
  const live = useRates();
  if (live.state !== 'ready') return null;
  const rates = Object.entries(live.value);
  if (rates.length === 0) return null;
  return (
    <Section title={words.rates.title}>
      <p className="max-w-2xl text-soft">{words.rates.about}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {rates.map(([provider, rate]) => (
          <RateForm
            // What another page saved is shown here too.
            key={`${provider} ${rate.own ?? ''}`}
            provider={provider}
            name={names.service(provider)}
            rate={rate}
          />
        ))}
      </div>
    </Section>
  );
}

interface RateFormProps {
  readonly provider: string;
  readonly name: string;
  readonly rate: Rate;
}

function RateForm({ provider, name, rate: { listed, own } }: RateFormProps) {
  const [text, setText] = useState(own ?? listed);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setIsBusy] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const save = async (usd: string | null) => {
    setIsBusy(true);
    try {
      await ask(settingsRate, { provider, usd });
      toast(words.rates.saved);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setIsBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { success, data } = rateSchema.safeParse(text.trim());
    setIsWrong(!success);
    if (success) void save(data);
  };
  return (
    <form onSubmit={submit} className="space-y-2">
      <TextField
        label={words.rates.label(name)}
        help={words.rates.listed(listed)}
        error={isWrong && words.rates.wrong}
        inputMode="decimal"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" isBusy={isBusy}>
          {words.rates.save}
        </Button>
        {own !== undefined && (
          <Button size="small" look="quiet" onClick={() => save(null)}>
            {words.rates.back}
          </Button>
        )}
      </div>
      {problem && <ProblemAlert problem={problem} />}
    </form>
  );
}
