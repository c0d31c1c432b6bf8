/** Short news at the foot of the page. Anything may say it; the page's `Toasts` shows it. */

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** One thing that can be done about it ("Undo"). */
  readonly action?: { readonly label: string; readonly act: () => void };
  readonly forMs: number;
}

const DEFAULT_MS = 6_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Returns what takes it away again. */
export function toast(text: string, more: Partial<Pick<Toast, 'action' | 'forMs'>> = {}): () => void {
  lastId += 1;
  const id = lastId;
  change([...toasts, { forMs: DEFAULT_MS, ...more, id, text }]);
  return () => dismissToast(id);
}

export const dismissToast = (id: number): void => change(toasts.filter((shown) => shown.id !== id));

/** A lock clears what was said too: a toast may hold a name. */
export const clearToasts = (): void => change([]);

export const readToasts = (): readonly Toast[] => toasts;

export function onToastsChanged(react: () => void): () => void {
  listeners.add(react);
  return () => listeners.delete(react);
}
