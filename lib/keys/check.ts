import type { Exchange } from '../core/exchange';
import { ProblemError } from '../core/problem';
import { newTimeLimit } from '../http/limit';
import { counted } from '../http/quiet';
import { leashedFetch, toSendError } from '../http/send';
import { hasTrace } from '../http/trace';
import type { Fact, Finding, Report } from '../providers/report';
import type { Field, Fields, Wire } from '../providers/shape';
import { finding, unreachable } from '../providers/wire/verdicts';

/** Leaves a person an answer within 20 s, whatever the provider does. */
export const CHECK_MS = 15_000;

export interface Watch {
  readonly signal: AbortSignal;
  assertMaySend(): void;
  /** Told of each request as it leaves. */
  onSend?(exchange: Exchange): void;
}

const secretFields = (wire: Wire, kind: string): readonly Field[] =>
  (wire.kinds.find((entry) => entry.id === kind)?.fields ?? []).filter((field) => field.holds === 'secret');

export const secretsOf = (wire: Wire, kind: string, fields: Fields): string[] =>
  secretFields(wire, kind).flatMap(({ name }) => fields[name] ?? []);

/** Without their public beginnings: a label such as `sk-or-v1-abc…123` tells nothing. */
export const privateParts = (wire: Wire, kind: string, fields: Fields): string[] =>
  secretFields(wire, kind).map(({ name, prefixes }) => {
    const secret = fields[name] ?? '';
    return secret.slice(prefixes?.find((prefix) => secret.startsWith(prefix))?.length ?? 0);
  });

/** The provider's own check on our leash. What prevents an answer is a verdict too: `unreachable`. */
export async function runCheck(
  wire: Wire,
  kind: string,
  fields: Fields,
  watch: Watch,
  limitMs = CHECK_MS,
): Promise<Report> {
  const secrets = secretsOf(wire, kind, fields);
  const limit = newTimeLimit(limitMs);
  const signal = AbortSignal.any([watch.signal, limit.signal]);
  const leash = {
    origins: wire.originsFor(kind, fields),
    secrets,
    signal,
    assertMaySend: () => watch.assertMaySend(),
    onSend: (exchange: Exchange) => watch.onSend?.(exchange),
  };
  try {
    const call = { kind, secret: fields, fetch: leashedFetch(leash), signal };
    return withoutTraces(await counted(() => wire.check(call)), privateParts(wire, kind, fields));
  } catch (error) {
    return unreachable(toFinding(error, signal));
  } finally {
    limit.clear();
  }
}

/** Only what says "no answer came" becomes a verdict; a lock or a mistake of ours stays a problem. */
const NO_ANSWER = new Set(['offline', 'no-connection', 'timed-out', 'answer-too-long']);

function toFinding(error: unknown, signal: AbortSignal): Finding {
  const { problem } =
    error instanceof ProblemError || signal.aborted ? toSendError(error, signal) : rethrow(error);
  if (!NO_ANSWER.has(problem.code)) throw new ProblemError(problem);
  return finding(problem.code, problem.values);
}

const rethrow = (error: unknown): never => {
  throw error;
};

function withoutTraces(report: Report, secrets: readonly string[]): Report {
  const isClean = (entry: Fact | Finding | undefined): boolean =>
    entry === undefined || !hasTrace(JSON.stringify(entry), secrets);
  return {
    verdict: report.verdict,
    ...(report.reason
      ? { reason: isClean(report.reason) ? report.reason : { code: report.reason.code } }
      : {}),
    facts: report.facts.filter(isClean),
    warnings: report.warnings.map((warning) => (isClean(warning) ? warning : { code: warning.code })),
  };
}
