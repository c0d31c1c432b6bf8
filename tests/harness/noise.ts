/** Hosts that the browsers call on their own account. A host that is played is never looked up here. */
const MAKERS = ['mozilla.com', 'mozilla.org', 'mozilla.net', 'firefox.com'];
const EXACT = new Set([
  'accounts.google.com',
  'android.clients.google.com',
  'clients2.google.com',
  'clients2.googleusercontent.com',
  'clientservices.googleapis.com',
  'content-autofill.googleapis.com',
  'edgedl.me.gvt1.com',
  'optimizationguide-pa.googleapis.com',
  'redirector.gvt1.com',
  'safebrowsing.googleapis.com',
  'update.googleapis.com',
  'www.google.com',
]);

/**
 * An extension's own address for the way back from a service. No such host exists: Chromium catches the visit, and
 * now and then only after it has begun.
 */
const CAUGHT = /^[a-p]{32}\.chromiumapp\.org$/;

export const isBrowserNoise = (host: string): boolean =>
  EXACT.has(host) ||
  CAUGHT.test(host) ||
  MAKERS.some((maker) => host === maker || host.endsWith(`.${maker}`));
