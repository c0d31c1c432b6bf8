/** The person who says no when the browser asks. Run in a page after it has loaded. */
export function denyHosts(): void {
  const { chrome, browser } = globalThis as unknown as Record<string, { permissions?: object } | undefined>;
  const answer = { configurable: true, value: () => Promise.resolve(false) };
  for (const api of [chrome, browser])
    if (api?.permissions) Object.defineProperty(api.permissions, 'request', answer);
}
