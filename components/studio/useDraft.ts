import { useEffect } from 'react';
import type { Make } from '../../lib/jobs/record';
import { useLive } from '../hooks/useLive';
import type { FormStore } from './form';

const TABLES = ['settings'] as const;

const reader = (make: Make) => async () => (await import('./stored')).readDraft(make);
const readers = { text: reader('text'), image: reader('image'), model3d: reader('model3d') };

/** Fills the form with what was left on it, and keeps what becomes of it. */
export function useDraft(store: FormStore): void {
  const live = useLive(readers[store.make], TABLES);
  useEffect(() => {
    if (live.state === 'ready') store.adopt(live.value);
    if (live.state === 'failed') store.adopt(undefined);
  }, [live, store]);
  useEffect(() => {
    const leave = () => store.flush();
    addEventListener('pagehide', leave);
    addEventListener('blur', leave);
    document.addEventListener('visibilitychange', leave);
    document.addEventListener('focusout', leave);
    return () => {
      leave();
      removeEventListener('pagehide', leave);
      removeEventListener('blur', leave);
      document.removeEventListener('visibilitychange', leave);
      document.removeEventListener('focusout', leave);
    };
  }, [store]);
}
