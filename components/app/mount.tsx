import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ignoreStrayPresses } from '../ui/strayPress';
import { ErrorBoundary } from './ErrorBoundary';

/** React would print what was thrown, and the console is no place for what it may quote. */
const silent = () => {};

export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) return;
  ignoreStrayPresses();
  createRoot(root, { onCaughtError: silent, onUncaughtError: silent, onRecoverableError: silent }).render(
    <StrictMode>
      <ErrorBoundary>{page}</ErrorBoundary>
    </StrictMode>,
  );
}
