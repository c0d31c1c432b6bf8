/** Providers echo parts of a key in errors and labels. What came from a reply is searched before it is kept. */
const SHORTEST_TRACE = 8;

/** True when a run of the secret stands in the text: the whole of it, or enough to be worth stealing. */
export const hasTrace = (text: string, secrets: readonly string[]): boolean =>
  secrets.some((secret) => runsOf(secret).some((run) => text.includes(run)));

function runsOf(secret: string): string[] {
  const length = Math.min(SHORTEST_TRACE, secret.length);
  if (length === 0) return [];
  return Array.from({ length: secret.length - length + 1 }, (_, at) => secret.slice(at, at + length));
}
