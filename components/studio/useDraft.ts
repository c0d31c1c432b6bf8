import { useEffect } from 'react';
import { useLive } from '../hooks/useLive';
import type { FormStore } from './form';

const TABLES = ['settings'] as const;

const readText = async () => (await import('./stored')).readDraft('text');
const readImage = async () => (await import('./stored')).readDraft('image');

/** Fills the form with what was left on it, and keeps what becomes of it. */
export function useDraft(store: FormStore): void {
  const live = useLive(store.make === 'text' ? readText : readImage, TABLES);
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
