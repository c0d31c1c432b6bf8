/** Checking a credential that may not be saved yet, if the browser lets us reach its provider. */
import { fail } from '../core/problem';
import type { Report } from '../providers/report';
import type { Fields, Wire } from '../providers/shape';
import { findWire } from '../providers/wires';
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
