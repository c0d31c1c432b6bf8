/** What can go wrong at any provider, whatever its sheet says: each with the verdict that it must lead to. */
import type { ServerResponse } from 'node:http';
import type { Verdict } from '../../lib/providers/report';

export interface Fault {
  /** `as-good`: the person must not notice. */
  readonly expect: { readonly verdict: Verdict; readonly reasons: readonly string[] } | 'as-good';
  /** True when the provider answers nothing, so that a caller's own time limit must end it. */
  readonly isSilent?: true;
  /** `times` counts this credential's earlier requests. False: let the stand-in answer as it would. */
  play(response: ServerResponse, times: number): boolean;
}

/** Where the redirect points. It is reachable on purpose: a redirect that is followed must be seen. */
export const ELSEWHERE = 'elsewhere.firekeep.test';

const unreachable = (...reasons: string[]) => ({ verdict: 'unreachable' as const, reasons });

const said =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Fault['play'] =>
  (response) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(body);
    return true;
  };

const JSON_TYPE = 'application/json';
const PORTAL = '<!doctype html><title>Welcome</title><h1>Sign in to the hotel network</h1>';
const HUGE_BYTES = 10 * 1024 * 1024;

export const faults = {
  down: { expect: unreachable('provider-down'), play: said(500, JSON_TYPE, '{"error":"internal"}') },
  overloaded: { expect: unreachable('provider-down'), play: said(503, 'text/plain', 'try later') },
  busy: { expect: unreachable('rate-limited'), play: said(429, JSON_TYPE, '{"error":"too many requests"}') },
  'busy-with-wait': {
    expect: 'as-good',
    play: (response, times) =>
      times === 0 &&
      said(429, JSON_TYPE, '{"error":"too many requests"}', { 'retry-after': '1' })(response, 0),
  },
  portal: { expect: unreachable('not-the-provider'), play: said(200, 'text/html; charset=utf-8', PORTAL) },
  garbage: {
    expect: unreachable('not-the-provider'),
    play: said(200, JSON_TYPE, '{"data": \u0000\u0007<<<'),
  },
  empty: { expect: unreachable('not-the-provider'), play: said(200, JSON_TYPE, '') },
  'wrong-object': { expect: unreachable('unexpected-answer'), play: said(200, JSON_TYPE, '{}') },
  'wrong-list': { expect: unreachable('unexpected-answer'), play: said(200, JSON_TYPE, '[]') },
  'wrong-text': { expect: unreachable('unexpected-answer'), play: said(200, JSON_TYPE, '"x"') },
  'wrong-null': { expect: unreachable('unexpected-answer'), play: said(200, JSON_TYPE, 'null') },
  huge: { expect: unreachable('answer-too-long'), play: sendHuge },
  endless: { expect: unreachable('answer-too-long'), play: sendForEver },
  slow: { expect: unreachable('timed-out'), isSilent: true, play: () => true },
  stalled: { expect: unreachable('timed-out'), isSilent: true, play: sendPart },
  cut: { expect: unreachable('no-connection', 'offline'), play: cutAtOnce },
  'cut-in-body': { expect: unreachable('no-connection', 'offline'), play: cutInBody },
  redirect: {
    expect: unreachable('no-connection', 'offline'),
    play: said(302, 'text/plain', '', { location: `https://${ELSEWHERE}/caught` }),
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
export const faultOf = (name: FaultName): Fault => faults[name];

function sendHuge(response: ServerResponse): boolean {
  response.writeHead(200, { 'content-type': JSON_TYPE });
  response.end(`{"data":"${'a'.repeat(HUGE_BYTES)}"}`);
  return true;
}

function sendForEver(response: ServerResponse): boolean {
  const part = Buffer.alloc(64 * 1024, 'a');
  const more = () => {
    while (!response.destroyed && response.write(part));
  };
  response.writeHead(200, { 'content-type': JSON_TYPE });
  response.on('drain', more);
  more();
  return true;
}

function sendPart(response: ServerResponse): boolean {
  response.writeHead(200, { 'content-type': JSON_TYPE });
  response.write('{"data":');
  return true;
}

function cutAtOnce(response: ServerResponse): boolean {
  response.socket?.destroy();
  return true;
}

function cutInBody(response: ServerResponse): boolean {
  response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': '1000' });
  response.write('{"data":', () => response.socket?.destroy());
  return true;
}
