/**
 * One TLS server on this machine that plays every host of every stand-in, writes down all that it hears and
 * knows what should never have been asked.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fields } from '../../lib/providers/shape';
import { Answers, type Decision } from './answers';
import { type Certificate, makeCertificate } from './certificate';
import { ELSEWHERE, type FaultName } from './faults';
import { listen } from './listener';
import { isBrowserNoise } from './noise';
import { reply } from './reply';
import { allStandIns } from './stand-ins/all';
import { type Heard, hostsOf, type Said, type StandIn } from './stand-ins/shape';
import { until } from './until';
import { AT_FILES, breaches, Secrets, type Violation, type ViolationKind } from './violations';

export interface Recorded extends Heard {
  readonly atMs: number;
  /** The stand-in that owns the host. */
  readonly standIn: string | undefined;
  /** The case that answered, or `fault`, `wrong`, `missing`, `nobody`. */
  readonly answeredBy: string;
  /** It cost money. */
  readonly isBilled: boolean;
  /** When the last byte of the answer was sent, or either side broke it off. */
  endedAtMs?: number;
}

export interface Server {
  readonly port: number;
  readonly certificate: Certificate;
  /** All hosts that are played. */
  readonly hosts: readonly string[];
  readonly heard: readonly Recorded[];
  readonly violations: readonly Violation[];
  /** Hosts that the browser itself called, without any help of ours. */
  readonly noise: ReadonlySet<string>;
  /** A credential nobody used yet: good, or one that meets the fault. */
  credential(standInId: string, fault?: FaultName): Fields;
  /** Texts that may reach no host at all, such as a passphrase. */
  mayReachNobody(...texts: readonly string[]): void;
  /** Waits until such a request was heard, also one from before. */
  hears(wanted: (call: Recorded) => boolean, withinMs?: number): Promise<Recorded>;
  /** Throws with the list when a promise was broken. */
  assertClean(): void;
  /** Forgets what was heard, not the violations. */
  forget(): void;
  close(): Promise<void>;
}

export async function startServer(standIns: readonly StandIn[] = allStandIns): Promise<Server> {
  const answersByHost = new Map<string, Answers>();
  const answersById = new Map<string, Answers>();
  const secrets = new Secrets();
  const heard: Recorded[] = [];
  const violations: Violation[] = [];
  const noise = new Set<string>();

  for (const standIn of standIns) {
    const answers = new Answers(standIn);
    answersById.set(standIn.id, answers);
    for (const host of hostsOf(standIn)) answersByHost.set(host, answers);
    for (const fields of standIn.desk?.keys ?? []) secrets.add(standIn.id, answers.secretsOf(fields));
    for (const row of standIn.cases) secrets.add(standIn.id, answers.secretsOf(row.fields, row.kind));
  }
  const hosts = [...answersByHost.keys(), ELSEWHERE];
  const certificate = await makeCertificate(hosts);
  const accuse = (kind: ViolationKind, what: string) => violations.push({ kind, what: secrets.blot(what) });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const address = request.url ?? '/';
    const call = await hear(request);
    const answers = answersByHost.get(call.host);
    if (!answers) return refuse(call, address, response);
    violations.push(...breaches(call, address, ownerAt(answers, call.host), secrets));
    const decision = answers.decide(call);
    const isBilled = 'said' in decision && decision.said.isBilled === true;
    const { id } = answers.standIn;
    const recorded: Recorded = {
      ...call,
      atMs: Date.now(),
      standIn: id,
      answeredBy: decision.by,
      isBilled,
    };
    heard.push(recorded);
    response.once('close', () => {
      recorded.endedAtMs = Date.now();
    });
    if ('fault' in decision) return void decision.fault.play(response, decision.times);
    accuseOf(decision, call, address);
    await reply(response, decision.said);
  };

  const accuseOf = (decision: Extract<Decision, { said: Said }>, call: Heard, address: string) => {
    if (decision.isWrite) accuse('writes', `${call.method} ${call.host}${address}`);
    else if (decision.isUnlisted) accuse('unlisted-path', `${call.method} ${call.host}${address}`);
  };

  const refuse = (call: Heard, address: string, response: ServerResponse) => {
    response.socket?.destroy();
    const isOurs = accuseStranger(
      call.host === ELSEWHERE ? 'redirect-followed' : 'undeclared-host',
      call.host,
    );
    if (isOurs)
      heard.push({ ...call, atMs: Date.now(), standIn: undefined, answeredBy: 'nobody', isBilled: false });
    violations.push(
      ...breaches(call, address, undefined, secrets).filter(({ kind }) => isSecretAstray(kind)),
    );
  };

  /** Unless it was the browser itself. */
  const accuseStranger = (kind: ViolationKind, host: string): boolean => {
    const isOurs = answersByHost.has(host) || !isBrowserNoise(host);
    if (isOurs) accuse(kind, host);
    else noise.add(host);
    return isOurs;
  };

  const listener = await listen(certificate, {
    onRequest: (request, response) =>
      void answer(request, response).catch((error: unknown) => {
        accuse('stand-in-failed', `${request.method} ${request.headers.host}${request.url}: ${error}`);
        response.socket?.destroy();
      }),
    onPlain: (request) => void accuseStranger('not-https', hostOf(request)),
    onUpgrade: (request) => void accuseStranger('websocket', hostOf(request)),
  });

  return {
    port: listener.port,
    certificate,
    hosts,
    heard,
    violations,
    noise,
    credential(standInId, fault) {
      const answers = answersById.get(standInId);
      if (!answers) throw new Error(`no stand-in ${standInId}`);
      const fields = answers.issue(fault);
      secrets.add(standInId, answers.secretsOf(fields));
      return fields;
    },
    mayReachNobody: (...texts) => secrets.add('nobody', texts),
    hears: (wanted, withinMs) =>
      until(async () => heard.find(wanted), { withinMs, what: 'a request that the server should hear' }),
    assertClean() {
      if (violations.length === 0) return;
      throw new Error(`The server heard what it never should:\n${violations.map(toLine).join('\n')}`);
    },
    forget: () => void heard.splice(0),
    close: () => listener.close(),
  };
}

const ownerAt = (answers: Answers, host: string) =>
  answers.isFileHost(host) ? AT_FILES : answers.standIn.id;
const toLine = ({ kind, what }: Violation) => `- ${kind}: ${what}`;
const isSecretAstray = (kind: ViolationKind) => kind === 'secret-elsewhere' || kind === 'secret-in-url';
const hostOf = (request: IncomingMessage) => (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();

async function hear(request: IncomingMessage): Promise<Heard> {
  const url = new URL(request.url ?? '/', 'https://any');
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return {
    method: request.method ?? '',
    host: hostOf(request),
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
    ),
    body: Buffer.concat(parts).toString(),
    bytes: Buffer.concat(parts),
  };
}
