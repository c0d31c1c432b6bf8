import { Plus } from 'lucide-react';
import { type FocusEvent, memo, useEffect, useId, useRef } from 'react';
import { mayBeDefault } from '../../lib/keys/record';
import type { Guide } from '../../lib/providers/shape';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { Disclosure } from '../ui/Disclosure';
import { useActions } from './actions';
import { Connect } from './connect/Connect';
import type { Group } from './groups';
import { KeyItem } from './KeyItem';
import { ProviderAbout } from './ProviderAbout';
import { ProviderMark } from './ProviderMark';
import { UndoRow } from './UndoRow';
import { words } from './words';

interface ProviderCardProps {
  readonly guide: Guide;
  readonly group: Group;
}

/** A service and its keys. */
export const ProviderCard = memo(function ProviderCard({ guide, group }: ProviderCardProps) {
  const titleId = useId();
  const actions = useActions();
  const focusKept = useFocusKept(group);
  const hasKeys = group.keys.length > 0;
  return (
    <article
      {...focusKept}
      id={cardId(guide.id)}
      aria-labelledby={titleId}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-raised [contain-intrinsic-size:auto_19rem] [content-visibility:auto]"
    >
      <div className="flex flex-wrap items-start gap-3">
        <ProviderMark name={guide.name} category={guide.category} />
        <div className="min-w-0 flex-1 basis-48">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 id={titleId} tabIndex={-1} className="text-lg font-semibold">
              {guide.name}
            </h3>
            {guide.isPopular && <Badge tone="ember">{words.card.popular}</Badge>}
          </div>
          <p className="text-soft">{guide.about}</p>
        </div>
        <div className="flex items-center gap-3 sm:flex-col sm:items-end sm:gap-1.5">
          <Button icon={Plus} aria-describedby={titleId} onClick={() => actions.open({ what: 'add', guide })}>
            {words.card.add}
          </Button>
          <Badge tone={group.keys.some(mayBeDefault) ? 'good' : 'plain'}>
            {hasKeys ? words.card.connected : words.card.required}
          </Badge>
        </div>
      </div>
      <Connect guide={guide} />
      <Keys guide={guide} group={group} />
      {hasKeys ? (
        <Disclosure summary={words.card.about(guide.name)}>
          <ProviderAbout guide={guide} />
        </Disclosure>
      ) : (
        <ProviderAbout guide={guide} />
      )}
    </article>
  );
});

export const cardId = (provider: string): string => `provider-${provider}`;

export const Keys = ({ guide, group }: { readonly guide: Guide | undefined; readonly group: Group }) => (
  <>
    {group.keys.length > 0 && (
      <ul
        aria-label={guide && words.card.keys(guide.name)}
        className="divide-y divide-line rounded-md border border-line"
      >
        {group.keys.map((record) => (
          <KeyItem key={record.id} record={record} guide={guide} isDefault={record.id === group.defaultId} />
        ))}
      </ul>
    )}
    {group.removed.map((record) => (
      <UndoRow key={record.id} record={record} />
    ))}
  </>
);

/** When what had the focus is gone (a removed key), the focus stays in the card: at Undo, or at its name. */
function useFocusKept(group: Group) {
  const ref = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  const onFocus = () => {
    hadFocus.current = true;
  };
  const onBlur = (event: FocusEvent) => {
    // Without a next element nobody went elsewhere: what had the focus was removed, or the window left.
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) hadFocus.current = false;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever the card's keys changed
  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return;
    const rest = ref.current?.querySelector<HTMLElement>('[data-undo]') ?? ref.current?.querySelector('h3');
    rest?.focus();
  }, [group]);
  return { ref, onFocus, onBlur };
}
