/** One billed request whose answer comes in events that are JSON. */
import { fail } from '../../core/problem';
import { readAnswer } from '../../http/answer';
import { toSendError } from '../../http/send';
import type { Failed, Json as JsonValue, MakeCall, TextInput, Turn } from '../makes';
import { readEvents } from './events';
import { failedBy, failedInside, type Judge } from './failure';
import { asRecord, type Json } from './read';

export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly judge: Judge;
}

/** Event by event, until one of them is the end. `failed` judges an error that an event holds. */
export async function readToEnd<End>(
  call: MakeCall,
  asked: Asked,
  take: (event: Json, failed: (envelope: unknown) => Failed) => End | undefined,
): Promise<End | Failed> {
  const opened = await openStream(call, asked);
  if ('is' in opened) return opened;
  const failed = (envelope: unknown) => failedInside(envelope, opened.headers, asked.judge);
  for await (const event of readObjects(opened, call.signal)) {
    const end = take(event, failed);
    if (end) return end;
  }
  return fail('stream-cut');
}

/** Some say no with a 200: then it is JSON instead of events. */
async function openStream(call: MakeCall, { url, headers, body, judge }: Asked): Promise<Response | Failed> {
  const response = await call.fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) return failedBy(response, judge);
  if (!response.headers.get('content-type')?.includes('json')) return response;
  const { json } = await readAnswer(response);
  const isError = [json].flat().some((entry) => asRecord(entry)?.error !== undefined);
  return isError ? failedInside(json, response.headers, judge) : fail('answer-malformed');
}

/** Each event that is an object. Words such as `[DONE]` say nothing here: these protocols end in their own way. */
export async function* readObjects(response: Response, signal?: AbortSignal): AsyncGenerator<Json, void> {
  let isTorn = false;
  try {
    for await (const { data } of readEvents(response)) {
      if (!/^\s*[{[]/.test(data) || data === '[DONE]') continue;
      // Only the very last event may be torn, when the connection was cut inside it.
      if (isTorn) fail('answer-malformed');
      const value = parsed(data);
      isTorn = value === undefined;
      const object = [value].flat().map(asRecord)[0];
      if (object) yield object;
    }
  } catch (error) {
    throw signal ? toSendError(error, signal) : error;
  }
}

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** What a reply said, as data to keep: JSON it was, JSON it is. */
export const asJson = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value));

/** The provider's own form of a turn, when this very model made it. */
export function echoOf(turn: Turn, { model }: TextInput, provider: string): JsonValue | undefined {
  const echo = turn.by === 'model' ? turn.echo : undefined;
  return echo?.provider === provider && echo.model === model ? echo.value : undefined;
}

export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Arguments for a protocol that wants them as an object. What cannot be read becomes an empty one. */
export function asArguments(args: string): Json {
  try {
    return asRecord(JSON.parse(args)) ?? {};
  } catch {
    return {};
  }
}

/** A call that nobody answered (it was stopped) is refused by everyone: it is left out, and with it the form it came in. */
export const answered = (turns: readonly Turn[]): readonly Turn[] =>
  turns.map((turn, at) => {
    const next = turns[at + 1];
    if (turn.by !== 'model') return turn;
    const calls = turn.calls.filter(
      ({ id }) => next?.by === 'tools' && next.results.some((result) => result.id === id),
    );
    return calls.length === turn.calls.length ? turn : { ...turn, calls, echo: undefined };
  });
