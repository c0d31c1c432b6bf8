/** A maker's call on our leash: the paying key's secret, its origins, and the moment in which something was sent. */
import type { By } from '../activity/sent';
import type { Exchange } from '../core/exchange';
import { fail } from '../core/problem';
import { counted } from '../http/quiet';
import { leashedFetch } from '../http/send';
import { privateParts, secretsOf } from '../keys/check';
import type { KeyRecord } from '../keys/record';
import { type Change, changeKey } from '../keys/store';
import type { Delta, MakeCall } from '../providers/makes';
import type { Wire } from '../providers/shape';
import { findWire } from '../providers/wires';
import { withSecret } from '../vault/lend';
import type { OpenVault } from '../vault/session';

export const requireWire = (provider: string): Wire => findWire(provider) ?? fail('provider-gone');

/** What became of the requests of one call. */
export interface Sent {
  /** Something left that may cost money. */
  isBilled: boolean;
  /** Parts of the secret that may stand in nothing that is kept. */
  traces: readonly string[];
}

export interface Lent {
  readonly open: OpenVault;
  readonly key: KeyRecord;
  readonly signal: AbortSignal;
  readonly partial?: (delta: Delta) => void;
  /** Whose request it is, told of each as it leaves. */
  readonly tell: (exchange: Exchange, by: By) => void;
}

/** Lends the secret for as long as `use` runs, the vault's lock notwithstanding; only a new request needs it open. */
export function withCall<T>(lent: Lent, use: (call: MakeCall, sent: Sent) => Promise<T>): Promise<T> {
  const { open, key, signal, tell } = lent;
  const by = { provider: key.provider, keyId: key.id, keyName: key.name };
  const wire = requireWire(key.provider);
  return withSecret(key.id, (fields) => {
    const sent: Sent = { isBilled: false, traces: privateParts(wire, key.kind, fields) };
    const leash = {
      origins: wire.originsFor(key.kind, fields),
      secrets: secretsOf(wire, key.kind, fields),
      signal,
      assertMaySend: () => open.assertMaySend(),
      onSend(exchange: Exchange) {
        if (exchange.isBilled) sent.isBilled = true;
        tell(exchange, by);
      },
    };
    const call = {
      kind: key.kind,
      secret: fields,
      fetch: leashedFetch(leash),
      signal,
      partial: lent.partial ?? (() => undefined),
    };
    return counted(() => use(call, sent));
  });
}

/** The books of use: one line before each request that may cost money. */
export async function recordUse(open: OpenVault, key: KeyRecord, use: Change['use'] = {}): Promise<void> {
  await changeKey(open, key.id, ({ record }) => ({
    record: { ...record, usedAtMs: Date.now() },
    what: 'key-used',
    use,
  }));
}
