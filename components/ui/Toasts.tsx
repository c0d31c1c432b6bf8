import { X } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from './Button';
import { dismissToast, onToastsChanged, readToasts, type Toast } from './toasts';

/** Stands in the page from the start: a live region that comes together with its words is not read out. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToastsChanged, readToasts);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (toasts.length === 0) return;
    const clear = () => place.current && keepClear(place.current);
    clear();
    addEventListener('focusin', clear);
    return () => removeEventListener('focusin', clear);
  }, [toasts]);
  return (
    <div
      ref={place}
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-20 flex flex-col items-center gap-2 p-4"
    >
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

const GAP = 16;

/** Whoever goes on by keys sees where they are: the page makes room instead of the notice lying over it. */
function keepClear(notices: HTMLElement): void {
  const focused = document.activeElement;
  if (!focused || focused === document.body || notices.contains(focused)) return;
  const over = focused.getBoundingClientRect().bottom + GAP - notices.getBoundingClientRect().top;
  if (over > 0) scrollBy({ top: over, behavior: 'instant' });
}

function ToastItem({ toast: { id, text, action, forMs } }: { readonly toast: Toast }) {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    // Whoever reads it or is about to press its button has all the time in the world.
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(id), forMs);
    return () => clearTimeout(timer);
  }, [id, forMs, isHeld]);
  const hold = { onMouseEnter: () => setIsHeld(true), onFocus: () => setIsHeld(true) };
  const release = { onMouseLeave: () => setIsHeld(false), onBlur: () => setIsHeld(false) };
  const act = () => {
    dismissToast(id);
    action?.act();
  };
  return (
    <div
      {...hold}
      {...release}
      className="pointer-events-auto flex max-w-full items-center gap-2 rounded-lg border border-line bg-surface py-1 pr-1 pl-3 shadow-float"
    >
      <span className="min-w-0">{text}</span>
      {action && (
        <Button size="small" look="quiet" onClick={act}>
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label="Dismiss" onClick={() => dismissToast(id)} />
    </div>
  );
}
