/**
 * What a stand-in is: it answers as the real service does, from its fact sheet, and is stricter. The same
 * cases drive the table test (no network), the servers of the end-to-end tests and the practice run.
 */
import { createHash } from 'node:crypto';
import type { Verdict } from '../../../lib/providers/report';
import type { Fields } from '../../../lib/providers/shape';
import type { Desk } from '../desk';
import type { Sending } from '../script';

export interface Heard {
  readonly method: string;
  readonly host: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as it came, for what is no text. */
  readonly bytes?: Uint8Array;
}

export interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as it is; anything else as JSON. */
  readonly body?: unknown;
  /** Instead of `body`: sent bit by bit after the head. The connection ends when it returns. */
  readonly stream?: (sending: Sending) => Promise<void>;
  /** The service starts to work for money now: the person pays, whatever becomes of the answer. */
  readonly isBilled?: true;
  /** Before the head: the connection dies without a byte. */
  readonly isDropped?: true;
  readonly afterMs?: number;
}

export type Answering = Said | ((heard: Heard) => Said);

export interface Case {
  /** `good`, `wrong`, `restricted`, `empty`, `revoked` … : the sheet's own situations. */
  readonly name: string;
  /** The kind of credential; the provider's first one when absent. */
  readonly kind?: string;
  readonly fields: Fields;
  /**
   * By `METHOD /path`, or `METHOD /path/*` for all below it. A call that is not listed is answered 404 and fails the
   * test that sent it.
   */
  readonly answers: Readonly<Record<string, Answering>>;
  /** Its look says what it is: the check asks nobody. */
  readonly isKnownBySight?: true;
  readonly expect: {
    readonly verdict: Verdict;
    /** The finding code of the reason. */
    readonly reason?: string;
    /** Names of facts that must be among the report's. */
    readonly facts?: readonly string[];
    /** Codes of warnings: exactly these. */
    readonly warnings?: readonly string[];
  };
}

export interface StandIn {
  readonly id: string;
  readonly hosts: readonly string[];
  /** Where its files lie: whoever knows the link may have them, and no key may ever arrive there. */
  readonly files?: {
    readonly hosts: readonly string[];
    /** Undefined: there never was such a file. */
    answer(heard: Heard): Said | undefined;
  };
  /** Where it makes and ends keys. Asked first. */
  readonly desk?: Desk;
  /** The credential as it must be presented: in its own header and form. Undefined: none was. */
  presented(heard: Heard): string | undefined;
  /** What `presented` yields for these fields. Undefined: this kind is never presented. */
  identity(fields: Fields, kind: string): string | undefined;
  readonly cases: readonly Case[];
  /** The answer to a credential that nobody issued, and to none at all. */
  readonly wrong: Answering;
  readonly missing: Answering;
  /** A well-formed credential of the first kind for each number: the harness needs more than the cases. */
  another(number: number): Fields;
}

/** All that it plays. */
export const hostsOf = ({ hosts, files }: StandIn): readonly string[] => [...hosts, ...(files?.hosts ?? [])];

export const say = (answering: Answering, heard: Heard): Said =>
  typeof answering === 'function' ? answering(heard) : answering;

/** The token behind `Authorization: Bearer`. */
export const bearerOf = (heard: Heard): string | undefined =>
  /^Bearer (\S+)$/.exec(heard.headers.authorization ?? '')?.[1];

/** `user:secret` behind `Authorization: Basic`. */
export const basicOf = (heard: Heard): string | undefined => {
  const encoded = /^Basic (\S+)$/.exec(heard.headers.authorization ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
};

/** Letters from an alphabet, the same for the same seed: credentials that look real and are nobody's. */
export function letters(seed: string, length: number, alphabet: string): string {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
    createHash('sha256').update(`${block} ${seed}`).digest(),
  );
  return [...Buffer.concat(blocks).subarray(0, length)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
}

export const HEX = '0123456789abcdef';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
