/** Hosts that the browsers call on their own account. A provider's own host is never among them. */
const MAKERS = ['mozilla.com', 'mozilla.org', 'mozilla.net', 'firefox.com'];
const EXACT = new Set<string>([]);

export const isBrowserNoise = (host: string): boolean =>
  EXACT.has(host) || MAKERS.some((maker) => host === maker || host.endsWith(`.${maker}`));
