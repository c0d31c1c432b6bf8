/** From a text to saved keys. The text itself is read once and kept nowhere. */
import { useEffect, useRef, useState } from 'react';
import { type Problem, problem, toProblem } from '../../../lib/core/problem';
import { areGranted } from '../../../lib/keys/hosts';
import { type Place, toKnown } from '../../../lib/keys/import/place';
import { MOST_CHARS, readKeysIn } from '../../../lib/keys/import/read';
import { ask } from '../../../lib/messages/client';
import { keysAdd, keysCancel, keysKnown, keysTry } from '../../../lib/messages/keys';
import { allGuides } from '../../../lib/providers/guides';
import type { Report } from '../../../lib/providers/report';
import { allTraits } from '../../../lib/providers/traits';
import { eachWithin } from '../eachWithin';
import { askForHosts } from '../hosts';
import { type Draft, Held, hostsOf, isReady, type Row, toRows } from './rows';

/** What was read: how much of it, and what became of it. */
export interface Taken {
  readonly rows: readonly Row[];
  readonly twice: number;
  readonly hasMore: boolean;
}

export interface Round {
  readonly what: 'checking' | 'saving';
  readonly total: number;
  readonly done: number;
}

const NOT_CHECKED: Report = { verdict: 'not-checked', facts: [], warnings: [] };
const AT_ONCE = 4;
/** What a check found wrong is left out unless somebody says otherwise. */
const LEFT_OUT = new Set<Report['verdict']>(['rejected']);

const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

export function useImport() {
  const held = useRef(new Held());
  const [taken, setTaken] = useState<Taken>();
  const [isReading, setIsReading] = useState(false);
  const [round, setRound] = useState<Round>();
  const [left, setLeft] = useState(0);
  const [failure, setFailure] = useState<Problem>();
  const stopper = useRef(new AbortController());
  const checking = useRef(new Set<string>());
  // A dialog that closes forgets the keys, and calls back what it still asks about them.
  useEffect(
    () => () => {
      stopper.current.abort();
      held.current.forgetAll();
      for (const id of checking.current) void ask(keysCancel, { id }).catch(() => undefined);
    },
    [],
  );

  const change = (id: string, next: Partial<Row>) =>
    setTaken(
      (last) =>
        last && { ...last, rows: last.rows.map((row) => (row.id === id ? { ...row, ...next } : row)) },
    );
  const draftsOf = (rows: readonly Row[]) =>
    rows.filter(isReady).flatMap((row) => {
      const draft = held.current.find(row.id);
      return draft ? [{ row, draft }] : [];
    });

  async function take(text: string) {
    setFailure(undefined);
    setIsReading(true);
    try {
      const { twice, hasMore, ...found } = await readKeysIn(text, toKnown(allGuides, allTraits), pause);
      held.current.forgetAll();
      const rows = toRows({ ...found, twice, hasMore }, held.current);
      setTaken({ rows: await markKnown(rows, held.current), twice, hasMore });
    } catch (error) {
      setFailure(toProblem(error));
    } finally {
      setIsReading(false);
    }
  }

  async function check(all: readonly { row: Row; draft: Draft }[], granted: Promise<boolean>) {
    const signal = restart(stopper);
    const allowed = (await granted) ? all : await onlyGranted(all);
    setLeft(all.length - allowed.length);
    setRound({ what: 'checking', total: allowed.length, done: 0 });
    await eachWithin(
      allowed,
      { atOnce: AT_ONCE, hostsOf: ({ draft }) => hostsOf(draft), signal },
      async (one) => {
        const { id } = one.row;
        checking.current.add(id);
        change(id, { isBusy: true, problem: undefined });
        change(id, { isBusy: false, ...(await tryOne(one.row.id, one.draft)) });
        checking.current.delete(id);
        setRound((last) => last && { ...last, done: last.done + 1 });
      },
    );
    setRound(undefined);
  }

  async function save(all: readonly { row: Row; draft: Draft }[]) {
    const signal = restart(stopper);
    setRound({ what: 'saving', total: all.length, done: 0 });
    for (const { row, draft } of all) {
      if (signal.aborted) break;
      change(row.id, { isBusy: true, problem: undefined });
      change(row.id, { isBusy: false, ...(await saveOne(row, draft)) });
      setRound((last) => last && { ...last, done: last.done + 1 });
    }
    setRound(undefined);
  }

  async function saveOne(row: Row, draft: Draft): Promise<Partial<Row>> {
    try {
      const { id, name, environment, report = NOT_CHECKED } = row;
      await ask(keysAdd, { id, ...draft, name, environment, anyway: report });
      held.current.forget(id);
      return { isSaved: true };
    } catch (error) {
      return { problem: toProblem(error) };
    }
  }

  return {
    taken,
    isReading,
    round,
    left,
    failure,
    take,
    async takeFile(file: File) {
      // Counted in bytes before it is read: no file of keys is four times as long as the longest text.
      if (file.size > 4 * MOST_CHARS) setFailure(problem('import-too-long'));
      else await take(await file.text());
    },
    again() {
      held.current.forgetAll();
      setTaken(undefined);
      setLeft(0);
    },
    choose(id: string, isTaken: boolean) {
      change(id, { isTaken });
    },
    async settle(id: string, place: Place | undefined) {
      held.current.settle(id, place);
      change(id, {
        provider: place?.provider,
        kind: place?.kind,
        isTaken: place !== undefined,
        report: undefined,
      });
      const draft = held.current.find(id);
      if (!draft) return;
      const [known] = await ask(keysKnown, { drafts: [draft] }).then(({ names }) => names);
      if (known != null) change(id, { knownAs: known, isTaken: false });
    },
    checkAll(rows: readonly Row[]) {
      const all = draftsOf(rows);
      // One question for all hosts, and before anything else: Firefox hears it only within the click.
      const granted = askForHosts([...new Set(all.flatMap(({ draft }) => hostsOf(draft)))]);
      void check(all, granted);
    },
    stop: () => stopper.current.abort(),
    save: (rows: readonly Row[]) => void save(draftsOf(rows)),
  };
}

function restart(stopper: { current: AbortController }): AbortSignal {
  stopper.current = new AbortController();
  return stopper.current.signal;
}

async function tryOne(id: string, draft: Draft): Promise<Partial<Row>> {
  try {
    const { report } = await ask(keysTry, { id, ...draft });
    return { report, ...(LEFT_OUT.has(report.verdict) && { isTaken: false }) };
  } catch (error) {
    return { problem: toProblem(error) };
  }
}

async function markKnown(rows: readonly Row[], held: Held): Promise<Row[]> {
  const whole = rows.flatMap((row) => {
    const draft = held.find(row.id);
    return draft ? [{ row, draft }] : [];
  });
  const { names } = await ask(keysKnown, { drafts: whole.map(({ draft }) => draft) });
  const knownAs = new Map(whole.map(({ row }, at) => [row.id, names[at] ?? undefined]));
  return rows.map((row) => {
    const name = knownAs.get(row.id);
    if (name === undefined) return row;
    held.forget(row.id);
    return { ...row, knownAs: name, isTaken: false };
  });
}

async function onlyGranted<T extends { readonly draft: Draft }>(all: readonly T[]): Promise<T[]> {
  const known = await Promise.all(
    all.map(async (one) => ((await areGranted(hostsOf(one.draft))) ? one : undefined)),
  );
  return known.filter((one) => one !== undefined);
}

export type Import = ReturnType<typeof useImport>;
