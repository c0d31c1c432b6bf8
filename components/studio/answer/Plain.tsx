import { useState } from 'react';
import { Button } from '../../ui/Button';
import { inert } from './inert';
import { words } from './words';

/** A line that is longer than any book's page would hold up the whole window. */
const MOST = 200_000;

/** Text as it is. */
export function Plain({ text }: { readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const isCut = text.length > MOST && !isWhole;
  return (
    <div dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {inert(isCut ? text.slice(0, MOST) : text).trim()}
      {isCut && (
        <Button size="small" onClick={() => setIsWhole(true)}>
          {words.showRest(text.length - MOST)}
        </Button>
      )}
    </div>
  );
}
