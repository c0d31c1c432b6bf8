import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from './Button';
import { dismissToast, onToastsChanged, readToasts, type Toast } from './toasts';

/** Stands in the page from the start: a live region that comes together with its words is not read out. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToastsChanged, readToasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-20 flex flex-col items-center gap-2 p-4"
    >
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
    </div>
  );
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
