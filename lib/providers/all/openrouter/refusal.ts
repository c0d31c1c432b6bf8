// https://openrouter.ai/docs/api-reference/errors (recorded bodies of 2026-10-02)
import type { Judge, Judgement } from '../../wire/failure';
import { asRecord, asText, at } from '../../wire/read';

/** What only this service means: four kinds of 402, moderation that costs nothing, limits of the key. */
export const judge: Judge = (complaint) => {
  const { status, said, error, isInside } = complaint;
  const metadata = asRecord(error.metadata) ?? {};
  const limit = asText(metadata.limit_source) ?? '';
  if (isInside) return undefined;
  if (status === 402) return judgeMoney(said, limit, metadata.reason);
  if (status === 403) return judgeForbidden(said, limit, metadata);
  if (status === 404 && /data policy/i.test(said)) return { code: 'data-policy' };
  if (status === 404 && /no endpoints found/i.test(said)) return { code: 'not-supported' };
  if (status === 400 && /not a valid model id/i.test(said)) return { code: 'model-gone' };
  if (status === 400 && /requested parameter/i.test(said)) return { code: 'not-supported' };
  if (status === 429 && /daily|per-day/.test(`${limit} ${said}`)) return { code: 'daily-limit' };
  // Nobody was found who could answer, so nobody worked.
  if (status === 503 && error.code === 503) return { code: 'provider-busy', charge: 'none', isAgain: true };
  return undefined;
};

function judgeMoney(said: string, limit: string, reason: unknown): Judgement {
  if (reason === 'in_flight_budget_exhausted') return { code: 'in-flight', charge: 'none', isAgain: true };
  const affordable = /can only afford (\d+)/.exec(said)?.[1];
  if (affordable) return { code: 'too-expensive', affordableTokens: Number(affordable) };
  return { code: limit === 'openrouter_key_limit' ? 'key-limit' : 'no-credit' };
}

function judgeForbidden(said: string, limit: string, metadata: Readonly<Record<string, unknown>>): Judgement {
  const isLimit = /(key|budget) limit exceeded/i.test(said) || /key_limit|_budget$/.test(limit);
  if (isLimit) return { code: 'key-limit' };
  if (metadata.reasons || metadata.flagged_input || /requires moderation/i.test(said))
    return { code: 'moderated', charge: /no credits were charged/i.test(said) ? 'none' : 'unknown' };
  return { code: 'not-allowed' };
}

/** "All or nothing": a picture that was not made is not billed, says the service, also where it said 200 first. */
export const judgePicture: Judge = (complaint) => {
  const { status, said, error, isInside } = complaint;
  const word =
    asText(at(error.metadata, 'block_reason')) ?? asText(at(error.metadata, 'finish_reason')) ?? '';
  const isBlocked = /PROHIBITED|SAFETY|BLOCK/i.test(word) || /content moderation|content.policy/i.test(said);
  if (isBlocked && (status === 400 || isInside)) return { code: 'moderated', charge: 'none' };
  const isFailedJob = (status === 502 && error.code === 502) || isInside;
  if (isFailedJob) return { ...(judge(complaint) ?? { code: 'provider-failed' }), charge: 'none' };
  return judge(complaint);
};
