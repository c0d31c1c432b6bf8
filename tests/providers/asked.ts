import { runCheck } from '../../lib/keys/check';
import type { Report } from '../../lib/providers/report';
import type { Fields, Wire } from '../../lib/providers/shape';
import type { Said } from '../harness/stand-ins/shape';

/** Runs a check against one answer given to everything, and tells what was asked. */
export async function asked(
  wire: Wire,
  fields: Fields,
  { status, headers, body }: Said,
  kind = wire.kinds[0]?.id ?? '',
): Promise<{ report: Report; urls: string[] }> {
  const urls: string[] = [];
  globalThis.fetch = async (input) => {
    urls.push(String(input));
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      ...(headers ? { headers } : {}),
    });
  };
  const watch = { signal: AbortSignal.timeout(10_000), assertMaySend: () => {} };
  return { report: await runCheck(wire, kind, fields, watch), urls };
}
