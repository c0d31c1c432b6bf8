/** A key that the provider's own page made for us: its code is exchanged once, and what comes back is sealed at once. */
import { fail, ProblemError } from '../core/problem';
import { newTimeLimit } from '../http/limit';
import { counted } from '../http/quiet';
import { leashedFetch } from '../http/send';
import type { Report } from '../providers/report';
import type { Fields, Wire } from '../providers/shape';
import { type OpenVault, requireOpen } from '../vault/session';
import { check } from './change';
import type { Watch } from './check';
import { recorded, requireWire } from './draft';
import { isGranted } from './hosts';
import type { Environment } from './record';
import { add, type Saved } from './save';

interface Connecting {
  readonly id: string;
  readonly provider: string;
  readonly code: string;
  readonly verifier: string;
  readonly name: string;
  readonly environment: Environment;
}

const EXCHANGE_MS = 30_000;
const NOT_CHECKED: Report = { verdict: 'not-checked', facts: [], warnings: [] };

/** Asked for twice under one id, it is done once: a code is used up as soon as it leaves. */
const underWay = new Map<string, Promise<Saved>>();

export function connect(input: Connecting): Promise<Saved> {
  const known = underWay.get(input.id);
  if (known) return known;
  const work = exchange(input).finally(() => underWay.delete(input.id));
  underWay.set(input.id, work);
  return work;
}

async function exchange({ id, provider, code, verifier, name, environment }: Connecting): Promise<Saved> {
  const open = await requireOpen();
  const wire = requireWire(provider);
  const kind = wire.kinds[0]?.id ?? fail('kind-unknown');
  if (!(await isGranted(wire, kind, {}))) return fail('connect-not-allowed');
  const fields = await redeem(open, wire, kind, { code, verifier });
  // Kept before it is checked: whatever happens to the check, nobody else has this key.
  await add({ id, provider, kind, fields, name, environment, anyway: NOT_CHECKED }).catch(unsaved);
  return { saved: true, report: await check(id).catch(() => NOT_CHECKED) };
}

/** That it is here already loses nothing. Everything else leaves a key at the provider that nobody has. */
function unsaved(error: unknown): never {
  if (error instanceof ProblemError && error.problem.code === 'key-exists') throw error;
  return fail('connect-unsaved');
}

const MADE_NONE = new Set(['connect-expired', 'connect-refused']);

async function redeem(
  open: OpenVault,
  wire: Wire,
  kind: string,
  { code, verifier }: Pick<Connecting, 'code' | 'verifier'>,
): Promise<Fields> {
  const { connect: way } = wire;
  if (!way) return fail('connect-refused');
  const limit = newTimeLimit(EXCHANGE_MS);
  let isSent = false;
  const sendWith = (watch: Watch) =>
    leashedFetch({
      origins: wire.originsFor(kind, {}),
      secrets: [],
      signal: AbortSignal.any([watch.signal, limit.signal]),
      assertMaySend: () => watch.assertMaySend(),
      onSend: (exchange) => {
        // A second request would spend the code twice, and no provider needs one.
        if (isSent) fail('connect-lost');
        isSent = true;
        watch.onSend?.(exchange);
      },
    });
  try {
    return await recorded(open, { provider: wire.id }, (watch) =>
      counted(() => way.redeem(code, verifier, sendWith(watch))),
    );
  } catch (error) {
    if (!isSent || (error instanceof ProblemError && MADE_NONE.has(error.problem.code))) throw error;
    return fail('connect-lost');
  } finally {
    limit.clear();
  }
}
