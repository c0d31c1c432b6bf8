/** The two halves of a job's row, sealed and opened. */
import { fromBase64 } from '../core/bytes';
import { fail } from '../core/problem';
import type { JobRow } from '../db/tables';
import { importSealKey, openJson, type SealKey, sealJson } from '../seal/envelope';
import {
  JOB_REQUEST,
  JOB_STATE,
  type Job,
  type Request,
  requestSchema,
  type State,
  stateSchema,
} from './record';

export interface Reader {
  readonly vaultId: string;
  readonly key: SealKey;
}

const place = (vaultId: string, kind: string, rowId: string) => ({ vaultId, kind, rowId });

export const sealRequest = ({ vaultId, key }: Reader, request: Request) =>
  sealJson(key, place(vaultId, JOB_REQUEST, request.id), request);

export const sealState = (vaultId: string, id: string, jobKey: SealKey, state: State) =>
  sealJson(jobKey, place(vaultId, JOB_STATE, id), state);

export const importJobKey = (request: Request): Promise<SealKey> => importSealKey(fromBase64(request.jobKey));

export async function openRequest({ vaultId, key }: Reader, row: JobRow): Promise<Request> {
  return (
    (await openJson(key, place(vaultId, JOB_REQUEST, row.id), row.sealed, requestSchema)) ??
    fail('not-for-this-key')
  );
}

export async function openState(vaultId: string, row: JobRow, jobKey: SealKey): Promise<State> {
  return (
    (await openJson(jobKey, place(vaultId, JOB_STATE, row.id), row.state, stateSchema)) ?? fail('damaged')
  );
}

export async function openJob(reader: Reader, row: JobRow): Promise<Job> {
  const request = await openRequest(reader, row);
  const state = await openState(reader.vaultId, row, await importJobKey(request));
  return { n: row.n ?? 0, rev: row.rev, request, state };
}
