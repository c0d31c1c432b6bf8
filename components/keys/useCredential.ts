import { type ClipboardEvent, type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { cleanPasted, takeApart } from '../../lib/keys/paste';
import { type Remark, recognise } from '../../lib/keys/recognise';
import { allGuides } from '../../lib/providers/guides';
import type { Fields, Guide, Kind } from '../../lib/providers/shape';
import { clearFields, controlName, fillFields, findControl, findMissing, readFields } from './form';

export interface Credential {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly guide: Guide;
  readonly kind: Kind;
  readonly remarks: readonly Remark[];
  /** The field that must be filled in first. */
  readonly missing: string | undefined;
  chooseKind(id: string): Kind;
  fill(fields: Fields): void;
  paste(event: ClipboardEvent<HTMLInputElement>): void;
  /** Looks at what the fields hold, now that somebody has finished with one. */
  look(): void;
  /** Something was typed or pasted. While one types, remarks only go; new ones wait until the field is left. */
  touch(event: FormEvent): void;
  /** What to send, or undefined: then the missing field says so and has the focus. */
  take(): { readonly fields: Fields; readonly remarks: readonly Remark[] } | undefined;
}

export function useCredential(guide: Guide, kindId?: string): Credential {
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState(() => kindOf(guide, kindId));
  const [remarks, setRemarks] = useState<readonly Remark[]>([]);
  const [missing, setMissing] = useState<string>();
  useClearedAtTheEnd(form);

  const see = (now: Kind) => recognise(allGuides, guide, now, readFields(form.current, now));
  const fill = (fields: Fields, now = kind) => {
    fillFields(form.current, fields);
    setMissing(undefined);
    setRemarks(see(now));
  };
  const chooseKind = (id: string): Kind => {
    const held = readFields(form.current, kind);
    const next = kindOf(guide, id);
    // The other kind's fields must stand there before they can be filled.
    flushSync(() => setKind(next));
    fill(held, next);
    return next;
  };

  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text');
    const parts = takeApart(guide, kind, text);
    const cleaned = cleanPasted(text);
    if (!parts && cleaned === text) return;
    event.preventDefault();
    if (parts) return fill(parts.fields, parts.kind === kind.id ? kind : chooseKind(parts.kind));
    const input = event.currentTarget;
    input.setRangeText(cleaned, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end');
    // Typed by us, but meant as typed by the person: everything that listens hears of it.
    input.dispatchEvent(new Event('input', { bubbles: true }));
    setRemarks(see(kind));
  };

  const take = () => {
    const fields = readFields(form.current, kind);
    const gap = findMissing(kind, fields);
    setMissing(gap?.name);
    if (gap) {
      findControl(form.current, controlName(gap))?.focus();
      return undefined;
    }
    const seen = see(kind);
    setRemarks(seen);
    return { fields, remarks: seen };
  };

  return {
    form,
    guide,
    kind,
    remarks,
    missing,
    chooseKind,
    fill,
    paste,
    take,
    look: () => setRemarks(see(kind)),
    touch: ({ nativeEvent }) => {
      const isPasted = nativeEvent instanceof InputEvent && nativeEvent.inputType === 'insertFromPaste';
      const now = see(kind);
      setRemarks((last) => (isPasted ? now : last.filter((remark) => stillHolds(remark, now))));
      setMissing(undefined);
    },
  };
}

function kindOf(guide: Guide, id: string | undefined): Kind {
  const kind = guide.kinds.find((entry) => entry.id === id) ?? guide.kinds[0];
  return kind ?? { id: '', label: '', fields: [] };
}

const aboutOf = (remark: Remark): string => {
  if (remark.what === 'unknown-format' || remark.what === 'other-field')
    return `${remark.what}:${remark.field.name}`;
  return remark.what === 'elsewhere' ? `elsewhere:${remark.guide.id}` : remark.what;
};
const stillHolds = (remark: Remark, now: readonly Remark[]): boolean =>
  now.some((other) => aboutOf(other) === aboutOf(remark));

function useClearedAtTheEnd(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const element = form.current;
    return () => clearFields(element);
  }, [form]);
}
