import { useEffect, useRef, useState } from 'react';
import { measure, type Strength } from './strength';

const PAUSE_MS = 120;

/** Measures what a field holds, a moment after the last key. The text itself is kept nowhere. */
export function useStrength(): { strength: Strength | undefined; look: (passphrase: string) => void } {
  const [strength, setStrength] = useState<Strength>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = (passphrase: string) => {
    clearTimeout(timer.current);
    latest.current += 1;
    const mine = latest.current;
    if (passphrase === '') return setStrength(undefined);
    timer.current = setTimeout(async () => {
      // A meter that could not be loaded is left out; the button measures again, and says so.
      const measured = await measure(passphrase).catch(() => undefined);
      if (mine === latest.current) setStrength(measured);
    }, PAUSE_MS);
  };
  return { strength, look };
}
