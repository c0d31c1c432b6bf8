import { useLayoutEffect, useRef, useState } from 'react';
import { Disclosure } from '../../ui/Disclosure';
import { Tail } from '../answer/tail';
import { findFlow, followFlow } from '../live';
import { item } from '../words';

interface ThinkingProps {
  readonly id: string;
  readonly round: number;
  readonly text: string;
  readonly isOver: boolean;
}

/** What the model thought before it answered: apart, and folded. */
export function Thinking({ id, round, text, isOver }: ThinkingProps) {
  const [isThere, setIsThere] = useState(text !== '');
  useLayoutEffect(() => {
    if (isThere || isOver) return;
    return followFlow(id, () => {
      const flow = findFlow(id);
      if (flow.round === round && flow.thinking !== '') setIsThere(true);
    });
  }, [id, round, isThere, isOver]);
  if (!isThere && text === '') return null;
  return (
    <Disclosure summary={item.thinking}>
      <Thoughts id={id} round={round} text={text} isOver={isOver} />
    </Disclosure>
  );
}

function Thoughts({ id, round, text, isOver }: ThinkingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [tail] = useState(() => new Tail());
  useLayoutEffect(() => {
    tail.place(place.current);
    return () => tail.place(null);
  }, [tail]);
  useLayoutEffect(() => {
    const paint = () => {
      const flow = findFlow(id);
      const live = flow.round === round && !isOver ? flow.thinking : '';
      tail.show(live.length > text.length ? live : text);
    };
    paint();
    return isOver ? undefined : followFlow(id, paint);
  }, [id, round, text, isOver, tail]);
  return <div ref={place} className="space-y-1 whitespace-pre-wrap text-soft [overflow-wrap:anywhere]" />;
}
