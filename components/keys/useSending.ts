import { useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../lib/core/problem';
import { ask } from '../../lib/messages/client';
import { keysCancel } from '../../lib/messages/keys';
import type { Report } from '../../lib/providers/report';
import type { Fields, Guide } from '../../lib/providers/shape';
import { askForHosts } from './hosts';
import type { Credential } from './useCredential';

export type Outcome = { readonly count: number } & (
  | { readonly what: 'report'; readonly report: Report }
  | { readonly what: 'problem'; readonly problem: Problem }
  /** Held back: it plainly is a key of another provider, and that one alone may see it. */
  | { readonly what: 'elsewhere'; readonly guide: Guide }
);

interface Saved {
  readonly saved: boolean;
  readonly report: Report;
}

interface Plan {
  /** The key that is saved: a dialog that closes calls its check back by this. */
  readonly id: string;
  readonly credential: Credential;
  /** With a report: saved in spite of it. Without: checked first. */
  save(fields: Fields, anyway: Report | undefined): Promise<Saved>;
  /** `isLate`: the dialog was closed meanwhile. */
  onSaved(report: Report, isLate: boolean): void;
}

export interface Sending {
  readonly phase: 'idle' | 'asking' | 'checking' | 'saving';
  readonly outcome: Outcome | undefined;
  /** Press of "Check and save". `isSure`: although it looks like another provider's. */
  check(isSure?: boolean): void;
  saveAnyway(): void;
  /** The credential was changed: what was said about the former one no longer holds. */
  forget(): void;
}

const NOT_ALLOWED: Report = {
  verdict: 'not-checked',
  reason: { code: 'host-not-allowed' },
  facts: [],
  warnings: [],
};

type Said =
  | { readonly what: 'report'; readonly report: Report }
  | { readonly what: 'problem'; readonly problem: Problem }
  | { readonly what: 'elsewhere'; readonly guide: Guide };

export function useSending({ id, credential, save, onSaved }: Plan): Sending {
  const [phase, setPhase] = useState<Sending['phase']>('idle');
  const [outcome, setOutcome] = useState<Outcome>();
  const isSending = useRef(false);
  const isOpen = useIsMounted();
  useCalledBack(id, isSending);
  const say = (said: Said) => setOutcome((last) => ({ ...said, count: (last?.count ?? 0) + 1 }));

  const deliver = async (fields: Fields, anyway: Report | undefined, granted: Promise<boolean>) => {
    isSending.current = true;
    setOutcome(undefined);
    try {
      setPhase(anyway ? 'saving' : 'asking');
      if (!(await granted)) return say({ what: 'report', report: NOT_ALLOWED });
      if (!anyway) setPhase('checking');
      const { saved, report } = await save(fields, anyway);
      if (saved) onSaved(report, !isOpen.current);
      else say({ what: 'report', report });
    } catch (error) {
      say({ what: 'problem', problem: toProblem(error) });
    } finally {
      isSending.current = false;
      setPhase('idle');
    }
  };

  const check = (isSure = false) => {
    if (isSending.current) return;
    const taken = credential.take();
    if (!taken) return;
    const other = taken.remarks.find((remark) => remark.what === 'elsewhere');
    if (other && !isSure) return say({ what: 'elsewhere', guide: other.guide });
    // Nothing may be awaited before this: Firefox hears it only within the click itself.
    const { guide, kind } = credential;
    const granted = askForHosts([...guide.originsFor(kind.id, taken.fields), ...(guide.downloads ?? [])]);
    void deliver(taken.fields, undefined, granted);
  };
  const saveAnyway = () => {
    if (isSending.current || outcome?.what !== 'report') return;
    const taken = credential.take();
    if (taken) void deliver(taken.fields, outcome.report, Promise.resolve(true));
  };
  return { phase, outcome, check, saveAnyway, forget: () => setOutcome(undefined) };
}

/** Cancel means cancel. What was saved a moment before is told all the same (`isLate`). */
function useCalledBack(id: string, isSending: { readonly current: boolean }) {
  useEffect(
    () => () => {
      if (isSending.current) ask(keysCancel, { id }).catch(() => undefined);
    },
    [id, isSending],
  );
}

function useIsMounted() {
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return isMounted;
}
