/**
 * Argon2 holds the page's only thread for a moment: what says "working" must be on the screen before. A page
 * in the background paints nothing, so it does not wait for that.
 */
export function nextPaint(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
