// https://developers.tripo3d.ai/en/docs (third generation of the API; recorded answers up to 2026-10-08)
import { fail } from '../../../core/problem';
import { type Answer, readAnswer } from '../../../http/answer';
import { toSendError } from '../../../http/send';
import type { Failed } from '../../makes';
import type { Call, CallInit, Fields } from '../../shape';
import { bearer } from '../../wire/ask';
import type { ProblemCode } from '../../wire/codes';
import { toComplaint } from '../../wire/complaint';
import { failedFor, type Judge } from '../../wire/failure';
import { waitMs } from '../../wire/limits';
import { asRecord, asText, at } from '../../wire/read';
import { isOk } from '../../wire/verdicts';

export const INTERNATIONAL = 'https://openapi.tripo3d.ai';
export const CHINA = 'https://openapi.tripo3d.com';
export const DOWNLOADS = [
  'https://tripo-data.rg1.data.tripo3d.com',
  'https://tripo-data.cdn.rg1.data.tripo3d.com',
  'https://openapi.cdn.tripo3d.com',
] as const;

export const originOf = (fields: Fields): string => (fields.region === 'china' ? CHINA : INTERNATIONAL);

/** What it said, or how it refused. */
export type Reply = { readonly data: unknown } | Refused;

export interface Refused {
  readonly refused: Failed;
  /** Its own number for it. */
  readonly code: number;
  /** How long it wants to be left alone. */
  readonly afterMs: number | undefined;
}

export async function askApi(call: Call, path: string, init: CallInit = {}): Promise<Reply> {
  const response = await call.fetch(`${originOf(call.secret)}/v3${path}`, {
    ...init,
    headers: {
      ...bearer(call.secret.apiKey ?? ''),
      ...(typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}),
    },
  });
  const answer = await read(response, call);
  const code = at(answer.json, 'code');
  // A 200 may still carry an error: only code 0 is a success.
  if (isOk(answer) && code === 0) return { data: at(answer.json, 'data') };
  if (isOk(answer) && typeof code !== 'number') return fail('answer-malformed');
  return toRefused(answer, response.headers);
}

async function read(response: Response, call: Call): Promise<Answer> {
  try {
    return await readAnswer(response);
  } catch (error) {
    // The status has said it already.
    if (!response.ok) return { status: response.status, header: () => undefined, text: '', json: undefined };
    throw toSendError(error, call.signal);
  }
}

const MOST_SAID = 200;

/** With its advice, and with the number by which it finds what happened there. */
function toRefused({ status, text, json }: Answer, headers: Headers): Refused {
  const complaint = toComplaint(status, text, headers);
  const advice = asText(at(json, 'suggestion'))?.slice(0, MOST_SAID);
  const trace = asRecord(json) && headers.get('x-tripo-trace-id');
  const said = [complaint.said, advice, trace && `(trace ${trace})`].filter(Boolean).join(' ');
  const refused = failedFor({ ...complaint, said }, judge);
  return { refused, code: Number(at(json, 'code')), afterMs: waitMs(complaint) };
}

const CODES: Readonly<Record<number, ProblemCode>> = {
  1005: 'not-allowed',
  1007: 'rate-limited',
  2000: 'rate-limited',
  2002: 'not-supported',
  2008: 'moderated',
  2010: 'no-credit',
  2014: 'provider-busy',
  2015: 'model-gone',
  2016: 'model-gone',
  2017: 'model-gone',
};

/** What was refused under one of these numbers cost nothing. Those around 1000 mean another thing in each generation. */
const judge: Judge = ({ status, error, said }) => {
  const code = Number(error.code);
  const isRefusal = (code >= 1003 && code <= 1007) || (code >= 2000 && code <= 2022) || code === 4001;
  if (!isRefusal || status === 401 || status === 408 || status >= 500) return undefined;
  const isModel = code === 1004 && /invalid model/i.test(said);
  return {
    code: isModel ? 'model-gone' : (CODES[code] ?? 'bad-request'),
    charge: 'none',
    isAgain: code === 1007 || code === 2000,
  };
};

/** The number of "there is no such task", also for one that another key made. */
export const NO_TASK = 2001;

/** The address of a task is built from its id alone: what a reply names as one is not followed. */
export function findId(value: unknown): string | undefined {
  const id = asText(value) ?? '';
  return /^[A-Za-z0-9_-]{1,128}$/.test(id) ? id : undefined;
}
