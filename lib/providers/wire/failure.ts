/**
 * From a service's refusal to ours: which problem it is, whether it cost anything, whether the same request may be sent
 * again. Words come before numbers. Nothing is called free or repeatable that the services' own documents do not prove.
 */
import { problem } from '../../core/problem';
import { readAnswer } from '../../http/answer';
import type { Failed } from '../makes';
import type { ProblemCode } from './codes';
import { type Complaint, complaintInside, toComplaint } from './complaint';
import { waitMs } from './limits';

export interface Judgement {
  readonly code: ProblemCode;
  /** Else by the code; an error inside an answer is never known to be free. */
  readonly charge?: Failed['charge'];
  /** It never ran and may be sent again as it is. */
  readonly isAgain?: boolean;
  readonly keyTrouble?: Failed['keyTrouble'];
  readonly affordableTokens?: number | undefined;
}

/** What only one service means by an answer; undefined: what everybody means. */
export type Judge = (complaint: Complaint) => Judgement | undefined;

/** An answer with a status that says no. */
export async function failedBy(response: Response, judge?: Judge): Promise<Failed> {
  const text = await readAnswer(response).then(
    (answer) => answer.text,
    // The status has said it already.
    () => '',
  );
  return failedFor(toComplaint(response.status, text, response.headers), judge);
}

/** An error inside an answer that began with 200. */
export const failedInside = (envelope: unknown, headers: Headers, judge?: Judge): Failed =>
  failedFor(complaintInside(envelope, headers), judge);

/** Of a refusal that was read already. */
export function failedFor(complaint: Complaint, judge?: Judge): Failed {
  const found = judge?.(complaint) ?? judged(complaint);
  const { charge: told, isAgain, keyTrouble = troubleOf(complaint, found.code), affordableTokens } = found;
  const charge = told ?? (complaint.isInside || !isFree(complaint, found.code) ? 'unknown' : 'none');
  const generationId = complaint.headers.get('x-generation-id') ?? undefined;
  const isRepeated =
    charge === 'none' && (isAgain ?? (complaint.status === 429 && found.code === 'rate-limited'));
  return {
    is: 'failed',
    problem: problem(found.code, {
      ...(complaint.said ? { said: complaint.said } : {}),
      ...(complaint.status ? { status: complaint.status } : {}),
    }),
    charge,
    ...(isRepeated ? { again: { afterMs: waitMs(complaint) } } : {}),
    ...(keyTrouble ? { keyTrouble } : {}),
    ...(affordableTokens === undefined ? {} : { affordableTokens }),
    ...(generationId ? { generationId } : {}),
  };
}

const KEY_TROUBLE: Partial<Record<ProblemCode, NonNullable<Failed['keyTrouble']>>> = {
  'key-rejected': 'rejected',
  'no-credit': 'credit',
  'too-expensive': 'credit',
  'key-limit': 'limit',
  'daily-limit': 'limit',
};

/** Whatever a 401 or 403 forbids: the key's own check tells whether the key is still good. */
const troubleOf = ({ status }: Complaint, code: ProblemCode): Failed['keyTrouble'] =>
  KEY_TROUBLE[code] ??
  (code === 'not-allowed' && (status === 401 || status === 403) ? 'forbidden' : undefined);

/** Refused before anything ran. Moderation may look at the prompt for money, or at an answer that was made. */
const isFree = ({ status }: Complaint, code: ProblemCode): boolean =>
  ([400, 401, 402, 403, 404, 405, 413, 415, 422].includes(status) && !MAY_HAVE_RUN.has(code)) ||
  status === 429;

const MAY_HAVE_RUN: ReadonlySet<ProblemCode> = new Set(['moderated', 'tool-call-broken']);

/** Of this many say nothing but the sentence. */
const TOO_LONG = /context (length|window)|maximum context|too large for model/i;

export function judged({ status, words, said }: Complaint): Judgement {
  const byWord = words.map((word) => BY_WORD.find(([pattern]) => pattern.test(word))?.[1]).find(Boolean);
  if (!byWord && (status === 400 || status === 422) && TOO_LONG.test(said)) return { code: 'too-long' };
  return { code: byWord ?? byStatus(status) };
}

const BY_WORD: readonly (readonly [RegExp, ProblemCode])[] = [
  [/^(context_length|max_tokens|token_limit)_exceeded$|^string_too_long$|_too_large$/, 'too-long'],
  [/^insufficient_(quota|balance)|^credit_balance|^billing_|^payment_required$|spend_limit/, 'no-credit'],
  [/^(invalid|wrong)_api_key$|^authentication/, 'key-rejected'],
  [/^model_(not_|deprecated|decommissioned)|^invalid_model$|^not_found(_error)?$/, 'model-gone'],
  [/^content_(policy|filter)|^refusal$|moderation/, 'moderated'],
  [/^tool_use_failed$/, 'tool-call-broken'],
  [/^permission|^unsupported_country/, 'not-allowed'],
  [/^rate_limit|^too_many_requests|^request_quota/, 'rate-limited'],
  [/overloaded|^capacity_|^insufficient_system|^service_unavailable/, 'provider-busy'],
  [/^timeout/, 'provider-slow'],
];

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  401: 'key-rejected',
  402: 'no-credit',
  403: 'not-allowed',
  404: 'model-gone',
  408: 'provider-slow',
  413: 'too-long',
  429: 'rate-limited',
  498: 'provider-busy',
  503: 'provider-busy',
  504: 'provider-slow',
  524: 'provider-slow',
  529: 'provider-busy',
};

const byStatus = (status: number): ProblemCode =>
  BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad-request' : 'provider-failed');
