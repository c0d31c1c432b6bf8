import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button';
import { inert } from './answer/inert';
import { item } from './words';

interface ItemFrameProps {
  /** The job's: a notification leads here. */
  readonly id: string;
  readonly children: ReactNode;
  /** It follows from the one above: so many steps in. */
  readonly depth?: number;
}

const insets = ['', 'ml-3', 'ml-6'] as const;

/** One result. Off the screen the browser skips its layout. */
export const ItemFrame = ({ id, children, depth = 0 }: ItemFrameProps) => (
  <li
    id={id}
    tabIndex={-1}
    className={`space-y-2 rounded-lg border border-line bg-surface p-3 shadow-raised [contain-intrinsic-size:auto_12rem] [content-visibility:auto] ${insets[Math.min(depth, 2)]}`}
  >
    {children}
  </li>
);

/** Longer prompts are folded; all of it is there for whoever looks for it. */
const FOLDED_FROM = 600;

export function Prompt({ text }: { readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  if (text === '') return null;
  const isFoldable = text.length > FOLDED_FROM || text.split('\n', 9).length > 8;
  return (
    <div className="space-y-1 rounded-md bg-sunken px-2 py-1.5">
      <p
        dir="auto"
        className={`whitespace-pre-wrap [overflow-wrap:anywhere] ${isFoldable && !isWhole ? 'line-clamp-6' : ''}`}
      >
        {inert(text)}
      </p>
      {isFoldable && (
        <Button size="small" look="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? item.less : item.more}
        </Button>
      )}
    </div>
  );
}
