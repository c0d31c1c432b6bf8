import { Dices } from 'lucide-react';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { TextField } from '../ui/field/TextField';
import { newWords } from './newWords';
import { StrengthMeter } from './StrengthMeter';
import { measure } from './strength';
import { strengthWords } from './strengthWords';
import { suggestPassphrase } from './suggest';
import { useStrength } from './useStrength';

export interface NewPassphraseFields {
  /** What was typed twice, or typed off the suggestion, and is strong enough; otherwise says what is wrong and returns nothing. */
  readonly take: () => Promise<string | undefined>;
  readonly clear: () => void;
  readonly focus: () => void;
}

interface NewPassphraseProps {
  readonly ref: Ref<NewPassphraseFields>;
  readonly label: string;
  readonly repeatLabel: string;
}

interface Errors {
  readonly first?: string;
  readonly second?: string;
}

/** Two fields, a meter, and a way out for whoever cannot think of one. */
export function NewPassphrase({ ref, label, repeatLabel }: NewPassphraseProps) {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [suggestion, setSuggestion] = useState<string>();
  const { strength, look } = useStrength();

  useImperativeHandle(ref, () => ({
    take: async () => {
      const passphrase = first.current?.value ?? '';
      const found = await findErrors(passphrase, second.current?.value ?? '', suggestion);
      setErrors(found);
      if (found.first) first.current?.focus();
      else if (found.second) second.current?.focus();
      return found.first || found.second ? undefined : passphrase;
    },
    clear: () => {
      for (const field of [first.current, second.current]) if (field) field.value = '';
      setSuggestion(undefined);
      look('');
    },
    focus: () => first.current?.focus(),
  }));

  return (
    <>
      <TextField
        ref={first}
        label={label}
        holds="secret"
        help={newWords.help}
        error={errors.first}
        onInput={(event) => {
          setErrors({});
          look(event.currentTarget.value);
        }}
      />
      <StrengthMeter strength={strength} hasReason={!errors.first} />
      <Suggestion suggestion={suggestion} onSuggest={async () => setSuggestion(await suggestPassphrase())} />
      <TextField
        ref={second}
        label={repeatLabel}
        holds="secret"
        error={errors.second}
        onInput={() => setErrors({})}
      />
    </>
  );
}

/** What was suggested stands beside the field: typed off it once, it is repeated already. */
async function findErrors(passphrase: string, repeated: string, suggestion?: string): Promise<Errors> {
  if (passphrase === '') return { first: newWords.empty };
  if (passphrase === suggestion && repeated === '') return {};
  const { isStrong, reason } = await measure(passphrase);
  if (!isStrong) {
    const why = (reason && strengthWords.reasons[reason]) || newWords.weak;
    return { first: `${why} ${newWords.wayOut}` };
  }
  return passphrase.normalize('NFKC') === repeated.normalize('NFKC') ? {} : { second: newWords.differs };
}

interface SuggestionProps {
  readonly suggestion: string | undefined;
  readonly onSuggest: () => void;
}

/** To be written down, so there is no button to copy it: the clipboard is no place for it. */
function Suggestion({ suggestion, onSuggest }: SuggestionProps) {
  return (
    <div className="space-y-2">
      <Button size="small" icon={Dices} onClick={onSuggest}>
        {suggestion ? newWords.suggestAgain : newWords.suggest}
      </Button>
      <div role="status">
        {suggestion && (
          <div className="space-y-2 rounded-md bg-ember-ground p-3">
            <ol
              aria-label={newWords.suggestion}
              className="grid grid-cols-3 gap-x-4 gap-y-1 font-mono select-none"
            >
              {suggestion.split(' ').map((word, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and its place is what it is
                <li key={at}>{word}</li>
              ))}
            </ol>
            <p className="text-sm">{newWords.writeItDown}</p>
          </div>
        )}
      </div>
    </div>
  );
}
