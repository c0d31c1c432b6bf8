import { useEffect, useState } from 'react';
import { type Day, dayOf } from '../../lib/usage/days';

const MINUTE_MS = 60_000;

/** A page may stay open over midnight. */
export function useToday(): Day {
  const [today, setToday] = useState(() => dayOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(Date.now())), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}
