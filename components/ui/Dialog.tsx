import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './Button';
import { classes } from './classes';

interface DialogProps {
  readonly title: ReactNode;
  /** Called however it closes: Escape, the cross, a press beside it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: 'small' | 'wide';
}

/**
 * Modal while it is mounted: mount it to open it. The browser's own `<dialog>` keeps the focus in, makes the
 * rest inert and gives the focus back afterwards, without a byte of script.
 */
export function Dialog({ title, onClose, children, size = 'small' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useOpened(dialog);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className={classes(
        'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] overflow-y-auto rounded-lg border border-line bg-surface p-0 text-ink shadow-float',
        size === 'wide' ? 'max-w-2xl' : 'max-w-md',
      )}
    >
      <header className="sticky top-0 z-10 flex items-center justify-between gap-2 border-b border-line bg-surface py-2 pr-2 pl-4">
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        <IconButton icon={X} label="Close" onClick={() => dialog.current?.close()} />
      </header>
      <div className="space-y-4 p-4">{children}</div>
    </dialog>
  );
}

function useOpened(dialog: { readonly current: HTMLDialogElement | null }) {
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    // The element that had the focus gets it back even when React removes the dialog without closing it.
    const before = document.activeElement;
    if (!element.open) element.showModal();
    focusFirst(element);
    return () => {
      if (before instanceof HTMLElement && before.isConnected) queueMicrotask(() => before.focus());
    };
  }, [dialog]);
}

/** The first field rather than the cross, which would otherwise be first. */
function focusFirst(element: HTMLDialogElement) {
  const wanted = element.querySelector<HTMLElement>('[autofocus], [data-first-focus]');
  const field = element.querySelector<HTMLElement>('input:not(:disabled), select, textarea');
  (wanted ?? field)?.focus();
}

/** Buttons at the foot of a dialog; the main one stands last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-2">{children}</div>;
}
