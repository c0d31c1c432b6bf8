/**
 * Text on its way, as it comes over the channel. Rows are the truth; this is what came after the last one. Nothing
 * here is React's: a hundred pieces a second are appended by whoever shows them, once a frame.
 */
import { LIVE_CHANNEL, type Live, liveSchema } from '../../lib/jobs/live';

export interface Flow {
  readonly round: number;
  readonly text: string;
  readonly thinking: string;
}

const NOTHING: Flow = { round: 0, text: '', thinking: '' };

interface Stream {
  flow: Flow;
  readonly listeners: Set<() => void>;
}

const streams = new Map<string, Stream>();
let channel: BroadcastChannel | undefined;

export const findFlow = (id: string): Flow => streams.get(id)?.flow ?? NOTHING;

/** Called at most once a frame, and only when something came. */
export function followFlow(id: string, react: () => void): () => void {
  listen();
  const stream = streamOf(id);
  stream.listeners.add(react);
  return () => {
    stream.listeners.delete(react);
    if (stream.listeners.size === 0) streams.delete(id);
    if (streams.size === 0) hangUp();
  };
}

/** What a row says: whatever is longer counts, and another round begins anew. */
export function settleFlow(id: string, row: Flow): void {
  const stream = streams.get(id);
  if (!stream) return;
  const { flow } = stream;
  if (row.round < flow.round) return;
  const isNew = row.round > flow.round;
  const text = isNew ? row.text : longer(row.text, flow.text);
  const thinking = isNew ? row.thinking : longer(row.thinking, flow.thinking);
  if (!isNew && text === flow.text && thinking === flow.thinking) return;
  stream.flow = { round: row.round, text, thinking };
  tellSoon(stream);
}

const longer = (a: string, b: string): string => (a.length >= b.length ? a : b);

/** A piece that begins where we are, or overlaps it, is added; behind a gap we wait for the row. */
export function withPiece(flow: Flow, { part, round, at, piece }: Live): Flow {
  if (round < flow.round) return flow;
  const base = round > flow.round ? { ...NOTHING, round } : flow;
  const known = base[part];
  const isNew = at <= known.length && at + piece.length > known.length;
  return isNew ? { ...base, [part]: known + piece.slice(known.length - at) } : base;
}

function streamOf(id: string): Stream {
  const known = streams.get(id);
  if (known) return known;
  const made: Stream = { flow: NOTHING, listeners: new Set() };
  streams.set(id, made);
  return made;
}

function listen(): void {
  if (channel) return;
  channel = new BroadcastChannel(LIVE_CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const live = liveSchema.safeParse(data);
    const stream = live.success && streams.get(live.data.id);
    if (!stream) return;
    const flow = withPiece(stream.flow, live.data);
    if (flow === stream.flow) return;
    stream.flow = flow;
    tellSoon(stream);
  };
}

function hangUp(): void {
  channel?.close();
  channel = undefined;
}

const waiting = new Set<Stream>();
let isDue = false;

function tellSoon(stream: Stream): void {
  waiting.add(stream);
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    const all = [...waiting];
    waiting.clear();
    for (const { listeners } of all) for (const react of listeners) react();
  });
}
