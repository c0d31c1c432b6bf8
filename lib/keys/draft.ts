/** Checking a credential that may not be saved yet, if the browser lets us reach its provider. */
import { type By, eventsOf } from '../activity/sent';
import type { Exchange } from '../core/exchange';
import { fail } from '../core/problem';
import type { Report } from '../providers/report';
import type { Fields, Wire } from '../providers/shape';
import { findWire } from '../providers/wires';
import type { OpenVault } from '../vault/session';
import { recordRequests } from '../vault/trail';
import { runCheck, type Watch } from './check';
import { isGranted } from './hosts';

export const requireWire = (id: string): Wire => findWire(id) ?? fail('provider-unknown');

const NOT_ALLOWED: Report = {
  verdict: 'not-checked',
  reason: { code: 'host-not-allowed' },
  facts: [],
  warnings: [],
};

export async function checkDraft(watch: Watch, wire: Wire, kind: string, fields: Fields): Promise<Report> {
  return (await isGranted(wire, kind, fields)) ? runCheck(wire, kind, fields, watch) : NOT_ALLOWED;
}

/** Each request that leaves while `use` works is in the record when it ends, however it ends. */
export async function recorded<T>(open: OpenVault, by: By, use: (watch: Watch) => Promise<T>): Promise<T> {
  const exchanges: Exchange[] = [];
  try {
    return await use({
      signal: open.signal,
      assertMaySend: () => open.assertMaySend(),
      onSend: (exchange) => void exchanges.push(exchange),
    });
  } finally {
    await recordRequests(open, eventsOf(exchanges, by));
  }
}
