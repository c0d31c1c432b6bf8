import { createContext, useContext, useState } from 'react';
import { Button } from '../../ui/Button';
import { inert } from './inert';
import { words } from './words';

/** A line that is longer than any book's page would hold up the whole window. */
const MOST = 200_000;

/**
 * Whether somebody asked for all of an answer, and how to. It is the answer's own: the text in it changes its clothes,
 * perhaps in the moment after the press.
 */
const WholeContext = createContext<readonly [boolean, (isWhole: boolean) => void] | undefined>(undefined);
export const WholeProvider = WholeContext.Provider;

/** Text as it is. */
export function Plain({ text }: { readonly text: string }) {
  const own = useState(false);
  const [isWhole, setIsWhole] = useContext(WholeContext) ?? own;
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
