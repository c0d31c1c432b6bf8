// https://ai.google.dev/gemini-api/docs/troubleshooting and /billing (read until 2026-11-21)
import type { Complaint } from '../../wire/complaint';
import type { Judge, Judgement } from '../../wire/failure';
import { asArray, asText, at } from '../../wire/read';

export const API = 'https://generativelanguage.googleapis.com/v1beta';

/** Never in the address, where the service's own examples have it: addresses are logged. */
export const headers = (secret: string) => ({ 'x-goog-api-key': secret, accept: 'application/json' });

/** By status word and reason; a sentence counts only where these say too little. */
export const judge: Judge = ({ status, isInside, words, said, error }) => {
  const has = (word: string) => words.includes(word);
  const reasons = detailsOf(error).map((detail) => at(detail, 'reason'));
  if (reasons.some((reason) => reason === 'API_KEY_INVALID' || reason === 'CONSUMER_SUSPENDED'))
    return { code: 'key-rejected' };
  if (has('permission_denied'))
    return /leaked/i.test(said) ? { code: 'key-rejected' } : { code: 'not-allowed' };
  if (has('failed_precondition'))
    return { code: /billing|paid plan/i.test(said) ? 'no-credit' : 'not-allowed' };
  if (has('resource_exhausted')) return { code: ofQuota(status, said, error) };
  if (/exceeds the maximum number of tokens/i.test(said)) return { code: 'too-long' };
  if (words.some((word) => /(function|tool)_calls?$/.test(word))) return { code: 'tool-call-broken' };
  if (has('deadline_exceeded')) return { code: 'provider-slow' };
  // "If your request fails with a 400 or 500 error, you won't be charged for the tokens used."
  const free = isInside ? {} : ({ charge: 'none' } as const);
  if (has('unavailable')) return { code: 'provider-busy', ...free, isAgain: true };
  return has('internal') ? { code: 'provider-failed', ...free } : undefined;
};

const detailsOf = (error: Complaint['error']): readonly unknown[] => asArray(error.details) ?? [];

/** One word for four troubles: nothing left, the own limit reached, enough for today, too much at once. */
function ofQuota(status: number, said: string, error: Complaint['error']): Judgement['code'] {
  const quotas = detailsOf(error)
    .flatMap((detail) => asArray(at(detail, 'violations')) ?? [])
    .map((violation) => asText(at(violation, 'quotaId')));
  if (status === 402 || /credits? .*depleted/i.test(said)) return 'no-credit';
  if (/spending cap/i.test(said)) return 'key-limit';
  // A model that has no free tier.
  if (/\blimit: 0\b/.test(said)) return 'no-credit';
  return quotas.some((quota) => quota?.includes('PerDay')) ? 'daily-limit' : 'rate-limited';
}
