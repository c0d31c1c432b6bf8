import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * An item that was changed or removed takes its buttons with it. Whoever was there goes on at the one in its place,
 * or where there is none at `otherwise`.
 */
export function useKeptFocus(ids: string, isBusy: boolean, otherwise?: RefObject<HTMLElement | null>) {
  const list = useRef<HTMLUListElement>(null);
  const at = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks again whenever the list is another one
  useEffect(() => {
    if (isBusy || at.current === undefined || document.activeElement !== document.body) return;
    const items = [...(list.current?.children ?? [])];
    const item = items[Math.min(at.current, items.length - 1)];
    (item?.querySelector('button') ?? otherwise?.current)?.focus();
  }, [ids, isBusy]);
  const onFocus = ({ target }: FocusEvent) => {
    at.current = [...(list.current?.children ?? [])].findIndex((item) => item.contains(target));
  };
  return { ref: list, onFocus };
}
