/** A maker on the real leash of lib/http against a stand-in instead of the network. */
import { leashedFetch } from '../../lib/http/send';
import type { Delta, MakeCall } from '../../lib/providers/makes';
import type { Wire } from '../../lib/providers/shape';
import { Answers } from '../harness/answers';
import type { Sending } from '../harness/script';
import type { Case, Heard, Said, StandIn } from '../harness/stand-ins/shape';

export interface Making {
  readonly call: MakeCall;
  readonly heard: readonly Heard[];
  readonly deltas: readonly Delta[];
  /** How many requests the service would have charged for. */
  billed(): number;
  stop(): void;
}

/** How the bytes of an answer are cut on their way: into pieces of these sizes, in turn. */
export type Cut = readonly number[];

/** With a good key that nobody else uses, or with that of a case. */
export function makingWith(wire: Wire, standIn: StandIn, cutInto?: Cut, row?: Case): Making {
  const answers = new Answers(standIn);
  const fields = row?.fields ?? answers.issue(undefined);
  const kind = row?.kind ?? wire.kinds[0]?.id ?? '';
  const heard: Heard[] = [];
  const deltas: Delta[] = [];
  const aborter = new AbortController();
  let billed = 0;
  globalThis.fetch = async (input, init) => {
    const call = await toHeard(new Request(input, init));
    heard.push(call);
    const decision = answers.decide(call);
    if (!('said' in decision)) throw new Error('faults are played by a server');
    if (decision.isUnlisted) throw new Error(`${call.method} ${call.host}${call.path} is not on the sheet`);
    if (decision.said.isBilled) billed += 1;
    if (decision.said.isDropped) throw new TypeError('Failed to fetch');
    return toResponse(decision.said, init?.signal ?? undefined, cutInto);
  };
  const leash = {
    origins: wire.originsFor(kind, fields),
    secrets: answers.secretsOf(fields),
    signal: aborter.signal,
    assertMaySend: () => undefined,
  };
  return {
    call: {
      kind,
      secret: fields,
      fetch: leashedFetch(leash),
      signal: aborter.signal,
      partial: (delta) => deltas.push(delta),
    },
    heard,
    deltas,
    billed: () => billed,
    stop: () => aborter.abort(new DOMException('', 'AbortError')),
  };
}

export const textOf = (deltas: readonly Delta[], is: 'text' | 'thinking' | 'refusal' = 'text'): string =>
  deltas.map((delta) => (delta.is === is ? delta.text : '')).join('');

export async function toHeard(request: Request): Promise<Heard> {
  const url = new URL(request.url);
  const bytes = new Uint8Array(await request.arrayBuffer());
  return {
    method: request.method,
    host: url.host,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(request.headers),
    body: new TextDecoder().decode(bytes),
    bytes,
  };
}

export function toResponse(
  said: Said,
  signal: AbortSignal | undefined,
  cutInto?: Cut,
  wait: Sending['wait'] = () => Promise.resolve(),
): Response {
  const { body } = said;
  const isText = typeof body === 'string';
  const headers = { 'content-type': isText ? 'text/plain' : 'application/json', ...said.headers };
  const whole = isText || body instanceof Uint8Array || body === undefined ? body : JSON.stringify(body);
  const stream = said.stream ? streamOf(said.stream, signal, cutInto, wait) : (whole as BodyInit | undefined);
  return new Response(stream ?? null, { status: said.status, headers });
}

function streamOf(
  play: NonNullable<Said['stream']>,
  signal: AbortSignal | undefined,
  cutInto: Cut | undefined,
  wait: Sending['wait'],
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      let isOver = false;
      let isDropping = false;
      let turn = 0;
      const end = (finish: () => void) => {
        if (!isOver) finish();
        isOver = true;
      };
      signal?.addEventListener('abort', () => end(() => controller.error(signal.reason)));
      const push = (bytes: Uint8Array) => {
        if (!cutInto) return controller.enqueue(bytes);
        for (let at = 0; at < bytes.length; turn += 1) {
          const size = Math.max(1, cutInto[turn % cutInto.length] ?? 1);
          controller.enqueue(bytes.slice(at, at + size));
          at += size;
        }
      };
      // A broken connection takes back nothing of what had arrived; an error here would.
      const dropWhenRead = async () => {
        isDropping = true;
        while ((controller.desiredSize ?? 1) < 1) await new Promise((resolve) => setTimeout(resolve));
        end(() => controller.error(new TypeError('network error')));
      };
      const sending: Sending = {
        write: async (text) => {
          if (!isOver) push(typeof text === 'string' ? new TextEncoder().encode(text) : text);
        },
        // What is only a silence on the wire is none here, unless somebody wants to be there meanwhile.
        wait,
        drop: () => void dropWhenRead(),
        get isGone() {
          return isOver;
        },
      };
      play(sending).then(
        () => isDropping || end(() => controller.close()),
        (error: unknown) => end(() => controller.error(error)),
      );
    },
  });
}
