import { useEffect, useRef, useState } from 'react';
import { areGranted } from '../../lib/keys/hosts';
import type { KeyRecord } from '../../lib/keys/record';
import { ask } from '../../lib/messages/client';
import { keysCheck } from '../../lib/messages/keys';
import { VERDICTS, type Verdict } from '../../lib/providers/report';
import { eachWithin } from './eachWithin';
import { verdictWords } from './findings';
import { askForHosts, originsOf } from './hosts';
import { words } from './words';
import type { WorkStore } from './work';

const AT_ONCE = 4;

export interface Round {
  readonly total: number;
  readonly done: number;
  readonly isStopping: boolean;
}

export interface RoundEnd {
  readonly text: string;
  /** How many were left out, because the browser does not let us reach their services. */
  readonly left: number;
}

export function useCheckAll(work: WorkStore) {
  const [round, setRound] = useState<Round>();
  const [end, setEnd] = useState<RoundEnd>();
  const stopper = useRef<AbortController>(undefined);
  // A page that closes, or a vault that locks, starts no further check.
  useEffect(() => () => stopper.current?.abort(), []);

  const run = async (keys: readonly KeyRecord[], granted: Promise<boolean>) => {
    const stop = new AbortController();
    stopper.current = stop;
    setEnd(undefined);
    const allowed = (await granted) ? keys : await onlyGranted(keys);
    setRound({ total: allowed.length, done: 0, isStopping: false });
    const tally = new Map<Verdict, number>();
    const limits = { atOnce: AT_ONCE, hostsOf: originsOf, signal: stop.signal };
    await eachWithin(allowed, limits, async (key) => {
      await work.run(key.id, async () => {
        const { verdict } = (await ask(keysCheck, { id: key.id })).report;
        tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
      });
      setRound((last) => last && { ...last, done: last.done + 1 });
    });
    setRound(undefined);
    setEnd({ text: sayEnd(tally, allowed.length), left: keys.length - allowed.length });
  };

  return {
    round,
    end,
    start(all: readonly KeyRecord[]) {
      const keys = all.filter((key) => key.isEnabled && key.removedAtMs === null);
      // One question for all hosts, and before anything else: Firefox hears it only within the click.
      const granted = askForHosts([...new Set(keys.flatMap(originsOf))]);
      void run(keys, granted);
    },
    stop() {
      stopper.current?.abort();
      setRound((last) => last && { ...last, isStopping: true });
    },
    dismiss: () => setEnd(undefined),
  };
}

async function onlyGranted(keys: readonly KeyRecord[]): Promise<KeyRecord[]> {
  const known = await Promise.all(
    keys.map(async (key) => ((await areGranted(originsOf(key))) ? key : undefined)),
  );
  return known.filter((key) => key !== undefined);
}

function sayEnd(tally: ReadonlyMap<Verdict, number>, total: number): string {
  const parts = VERDICTS.flatMap((verdict) => {
    const count = tally.get(verdict);
    return count ? [words.all.part(count, verdictWords[verdict])] : [];
  });
  const done = [...tally.values()].reduce((sum, count) => sum + count, 0);
  return done < total ? words.all.stopped(done, total, parts) : words.all.result(parts);
}
