/** A page that is shown paints many times in this time. One that does not (covered, asleep, starved) is not waited for. */
const PATIENCE_MS = 250;

/**
 * Argon2 holds the page's only thread for a moment: what says "working" must be on the screen before. Whether it
 * got there is never a reason to stay: not every page that counts as visible is painted.
 */
export function nextPaint(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
