import { useEffect } from 'react';
import { onQuote, takeQuote } from '../../lib/session/quote';
import { type FormStore, useForm } from './form';

/** Words that were marked on a web page go into the prompt, once. Nothing is sent by that. */
export function useQuote(store: FormStore): void {
  // Before the kept draft is here, a change would take its place.
  const { isRead } = useForm(store);
  const isTaking = isRead && store.make === 'text';
  useEffect(() => {
    if (!isTaking) return;
    const take = async () => {
      const text = await takeQuote();
      if (text === undefined) return;
      store.change({ prompt: withQuote(store.get().prompt, text), hasPageText: true });
      store.flush();
      askBelow();
    };
    void take();
    return onQuote(() => void take());
  }, [store, isTaking]);
}

/** Marked as somebody else's words, behind what was typed already. */
export function withQuote(prompt: string, text: string): string {
  const quoted = text.trim().replace(/\r\n?/g, '\n').replace(/^/gm, '> ');
  return `${prompt.trim() === '' ? '' : `${prompt.trimEnd()}\n\n`}${quoted}\n\n`;
}

/** The question belongs behind the quote: there the next key goes. */
function askBelow(): void {
  const area = document.querySelector<HTMLTextAreaElement>('[data-prompt]');
  area?.focus();
  area?.setSelectionRange(area.value.length, area.value.length);
  area?.scrollTo?.({ top: area.scrollHeight });
}
