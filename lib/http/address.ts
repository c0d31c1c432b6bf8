/** Addresses out of a reply are hostile until they are seen to lie where they were declared to. */

/**
 * The address as it will be asked, or undefined: https alone, nobody's name in it, no port, and exactly one of the
 * declared origins (`https://host`) or below one (`https://*.host`, never `evil-host`).
 */
export function findAddress(text: unknown, declared: readonly string[]): string | undefined {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.protocol === 'https:' && !url.username && !url.password && !url.port;
  return isPlain && declared.some((place) => isAt(url.host, place)) ? url.href : undefined;
}

function isAt(host: string, place: string): boolean {
  const name = place.slice('https://'.length);
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
}
