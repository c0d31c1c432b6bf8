import { MessageSquarePlus } from 'lucide-react';
import { newId } from '../../lib/core/ids';
import type { Make } from '../../lib/jobs/record';
import { Button } from '../ui/Button';
import { inert } from './answer/inert';
import { type FormStore, useForm } from './form';
import type { Earlier } from './useEarlier';
import { words } from './words';

interface ConversationProps {
  readonly make: Make;
  readonly store: FormStore;
  readonly earlier: Earlier;
}

const MOST = 120;

/** What the next turn belongs to: its first words are its name. A new one is named for those who cannot see the rest. */
export function Conversation({ make, store, earlier }: ConversationProps) {
  const { parent } = useForm(store);
  const first = parent === null ? undefined : earlier.turns[0];
  if (!first) return <h1 className="sr-only">{words.conversation.new[make]}</h1>;
  const name = beginningOf(first.request.prompt);
  const start = () => {
    store.change({ conversation: newId(), parent: null, provider: undefined, model: undefined });
    document.querySelector<HTMLTextAreaElement>('[data-prompt]')?.focus();
  };
  return (
    <div className="flex items-center justify-between gap-2">
      <h1 dir="auto" title={name} className="line-clamp-1 min-w-0 text-lg font-semibold break-all">
        {name}
      </h1>
      <Button size="small" look="quiet" icon={MessageSquarePlus} onClick={start}>
        {words.conversation.start}
      </Button>
    </div>
  );
}

function beginningOf(prompt: string): string {
  const line = inert(prompt.slice(0, 200)).replace(/\s+/g, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
