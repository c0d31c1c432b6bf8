import { useState } from 'react';
import { TextField } from '../../ui/field/TextField';
import { options } from './words';

interface NumberFieldProps {
  readonly label: string;
  readonly help?: string;
  /** Undefined: nothing was chosen. */
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly onChange: (value: number | undefined) => void;
}

const show = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** A number or nothing. What is no number stays to be mended, says so, and is not used. */
export function NumberField({ label, help, value, least, most, isWhole, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState({ text: show(value), value });
  // Another conversation or another page may have put another one there.
  const text = typed.value === value ? typed.text : show(value);
  const read = (words: string): number | undefined => {
    const number = Number(words.trim().replace(',', '.'));
    const fits = words.trim() !== '' && number >= least && number <= most;
    return fits && (!isWhole || Number.isSafeInteger(number)) ? number : undefined;
  };
  const change = (words: string) => {
    const number = read(words);
    setTyped({ text: words, value: number });
    onChange(number);
  };
  const isWrong = text.trim() !== '' && value === undefined;
  return (
    <TextField
      label={label}
      help={help ?? options.between(least, most)}
      error={isWrong && options.notUsed(least, most)}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      value={text}
      onChange={({ target }) => change(target.value)}
    />
  );
}
