import { lazy, memo, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { findFlow, followFlow, settleFlow } from '../live';
import { Cutter } from './cutter';
import { Plain, WholeProvider } from './Plain';
import { Tail } from './tail';
import { useSeen } from './useSeen';

const Markdown = lazy(async () => ({ default: (await import('./Markdown')).Markdown }));

interface AnswerProps {
  readonly id: string;
  readonly round: number;
  /** As the row has it; the channel may be further. */
  readonly text: string;
  readonly thinking: string;
  readonly isOver: boolean;
}

/**
 * What was answered: finished blocks as Markdown, the one being written as plain text. A long answer that is over
 * is dressed when it comes into view.
 */
export function Answer({ id, round, text, thinking, isOver }: AnswerProps) {
  const place = useRef<HTMLDivElement>(null);
  const tail = useRef<HTMLDivElement>(null);
  const [cutter] = useState(() => new Cutter());
  const [count, setCount] = useState(0);
  const isSeen = useSeen(place, !isOver);
  const whole = useState(false);

  useLayoutEffect(() => {
    const element = tail.current;
    if (isOver || !element) return;
    const shown = new Tail();
    shown.place(element);
    const paint = () => {
      const flow = findFlow(id);
      if (flow.round !== round) return;
      const before = cutter.done.length;
      cutter.grow(flow.text);
      // The finished block and what is left of the tail change places in one paint.
      if (cutter.done.length > before) flushSync(() => setCount(cutter.done.length));
      shown.show(cutter.rest);
    };
    const stop = followFlow(id, paint);
    return () => {
      stop();
      shown.place(null);
    };
  }, [id, round, isOver, cutter]);

  useEffect(() => {
    if (!isOver) settleFlow(id, { round, text, thinking });
  }, [id, round, text, thinking, isOver]);

  const blocks = useMemo(
    () => (isOver ? allBlocks(cutter, text) : cutter.done.slice(0, count)),
    [isOver, cutter, text, count],
  );
  if (isOver && text === '') return null;
  return (
    <div
      ref={place}
      dir="auto"
      className="space-y-2 overflow-clip [overflow-clip-margin:4px] [overflow-wrap:anywhere]"
    >
      <WholeProvider value={whole}>
        {isSeen ? <Blocks blocks={blocks} /> : <Plain text={text} />}
      </WholeProvider>
      {!isOver && <div ref={tail} className="whitespace-pre-wrap" />}
    </div>
  );
}

/** The blocks that were shown already stay what they are, so that the last words redraw nothing. */
function allBlocks(live: Cutter, text: string): readonly string[] {
  const cutter = live.isBeginningOf(text) ? live : new Cutter();
  cutter.grow(text);
  return cutter.rest.trim() ? [...cutter.done, cutter.rest] : cutter.done;
}

const Blocks = ({ blocks }: { readonly blocks: readonly string[] }) =>
  blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
    <Block key={at} text={block} />
  ));

const Block = memo(({ text }: { readonly text: string }) => (
  <div className="space-y-2 [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
    <Suspense fallback={<Plain text={text} />}>
      <Markdown text={text} />
    </Suspense>
  </div>
));
