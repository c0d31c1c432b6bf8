/**
 * The shape of a provider. One file in `all/` declares it in parts that are shipped apart: `wire` is what the
 * background needs, `face` is what every page says of it, and `card` is all the rest that the Keys page shows.
 */
import type { Answer } from '../http/answer';
import type { ImageMaker, TextMaker } from './makes';
import type { Maker3d } from './makes-3d';
import type { Report } from './report';

export type Category =
  | 'ai'
  | 'image-3d'
  | 'email'
  | 'sms'
  | 'payment'
  | 'analytics'
  | 'storage'
  | 'developer';

/** The values of a credential's fields, by field name. */
export type Fields = Readonly<Record<string, string>>;

export interface Field {
  readonly name: string;
  /** The accessible name of its input. A kind with one secret calls it "API key". */
  readonly label: string;
  /** `secret` is never shown; `identifier` may be (a SID, a cloud name); `choice` is a select. */
  readonly holds: 'secret' | 'identifier' | 'choice';
  readonly isOptional?: true;
  /** Public beginnings of a secret, longest first: the part of a masked hint that tells nothing. */
  readonly prefixes?: readonly string[];
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string;
  /** One plain sentence under the field. */
  readonly help?: string;
}

/** One way of holding a credential; most providers have one kind, some offer a choice. */
export interface Kind {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly Field[];
}

/** All that a provider is given. `fetch` is `lib/http`'s: bound to this credential's origins and epoch. */
export interface Call {
  readonly kind: string;
  readonly secret: Fields;
  readonly fetch: (url: string, init?: CallInit) => Promise<Response>;
  readonly signal: AbortSignal;
}

export interface CallInit {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  /** A question or an upload that its provider bills to nobody, although it is no GET. */
  readonly isFree?: true;
}

export interface Wire {
  readonly id: string;
  readonly kinds: readonly Kind[];
  /** Every origin (`https://host`) that may ever get the secret: manifest, CSP and guard read it. */
  readonly origins: readonly string[];
  /** Origins of files named in replies (`https://*.host` for all below it). They never get the secret. */
  readonly downloads: readonly string[];
  /** Its host permission is asked when Firekeep is installed, not with the first key. */
  readonly askedAtInstall?: true;
  /** The origins this very credential needs (a region picks one). Empty: its check calls nothing. */
  originsFor(kind: string, fields: Fields): readonly string[];
  /** Free and read-only. The verdict follows the body, not the bare status. */
  check(call: Call): Promise<Report>;
  readonly makes?: {
    readonly text?: TextMaker;
    readonly image?: ImageMaker;
    readonly model3d?: Maker3d;
  };
  readonly connect?: Connect;
  readonly rotate?: Rotate;
}

/**
 * What a credential may do about itself. None of it can be taken back: each is sent once, by a person's own
 * word, and never again by itself. What the answer means is decided in one place, from what these hand back.
 */
export interface Rotate {
  /** Where it is asked, when that is not where a check asks. */
  originsFor?(kind: string, fields: Fields): readonly string[];
  /** One more key like this one. `fields` only when the answer holds all of it. */
  make?(call: Call, label: string): Promise<Made>;
  /** Ends this very key and no other: it is named by itself, or by what its provider called it as it was made. */
  end?(call: Call, givenId: string | undefined): Promise<Ended>;
  /** `end` names the key by the key itself, in the request's body. */
  readonly isNamedByItself?: true;
}

export interface Made {
  readonly answer: Answer;
  readonly fields?: Fields | undefined;
  /** What the provider calls it. */
  readonly givenId?: string | undefined;
}

export interface Ended {
  readonly answer: Answer;
  readonly isEnded: boolean;
}

/** What a page knows of a key before it offers any of this. */
export interface Rotating {
  readonly kind: string;
  readonly identifiers: Fields;
  readonly hint: string;
  readonly givenId?: string | undefined;
  readonly report: Report;
}

/** The second half of connecting: the code that the provider's page handed back becomes a credential. */
export interface Connect {
  /**
   * Once: a code that was sent is used up, whatever became of the answer. Resolves to the fields of the first kind;
   * fails with `connect-expired` or `connect-refused` only where that says that no key was made.
   */
  redeem(code: string, verifier: string, send: Call['fetch']): Promise<Fields>;
}

/** What the provider's own page is told when somebody connects there (RFC 7636, S256). */
export interface Connecting {
  readonly redirectUrl: string;
  readonly challenge: string;
  readonly state: string;
  /** What the key is called at the provider. */
  readonly label: string;
}

export interface Format {
  readonly kind: string;
  readonly field: string;
  readonly pattern: RegExp;
  /** True when no other provider's key can look like this: pasting it elsewhere is worth a word. */
  readonly isUnmistakable?: true;
}

/** A credential that was recognised but is not what it should be ("this is a refresh token"). */
export interface Misfit {
  readonly pattern: RegExp;
  readonly says: string;
}

export interface Pasted {
  readonly kind: string;
  readonly fields: Fields;
}

/** Wherever a provider is named. */
export interface Face {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  /** One sentence: what it is and for what. */
  readonly about: string;
  readonly isPopular?: true;
  /** What Firekeep makes with it; empty means it keeps and checks it. */
  readonly makes: readonly ('text' | 'image' | 'model3d')[];
  readonly keyPage: string;
  /** Where its own words send somebody for more credit. */
  readonly topUpPage?: string;
  /** Where the limits of a key are set. */
  readonly limitsPage?: string;
  /** Of these it bills the whole, also what is stopped: what the makers say, in the half that pages read. */
  readonly billsWhole?: readonly ('text' | 'image' | 'model3d')[];
}

export interface Card {
  readonly face: Face;
  readonly benefits: readonly [string, string, string];
  readonly site: string;
  readonly docs: string;
  readonly steps: readonly string[];
  readonly setup: { readonly minutes: number; readonly difficulty: 'easy' | 'medium' | 'hard' };
  /** `asOf` is the day (ISO) on which the note was true. */
  readonly price: { readonly note: string; readonly free: string; readonly asOf: string };
  /** The key's look in words, for the card. */
  readonly keyFormat: string;
  readonly kinds: readonly Kind[];
  /** The very function of the wire: pages ask the browser for these hosts before a key is sent there. */
  originsFor(kind: string, fields: Fields): readonly string[];
  /** The very list of the wire: the browser is asked for these together with the key's hosts. */
  readonly downloads?: readonly string[];
  readonly formats: readonly Format[];
  readonly misfits?: readonly Misfit[];
  /** Where a person can let the provider make a key, instead of copying one. */
  readonly connect?: { address(connecting: Connecting): string };
  /** Which keys may do what `rotate` of the wire does, and where that is. */
  readonly rotate?: {
    mayMake?(key: Rotating): boolean;
    mayEnd?(key: Rotating): boolean;
    originsFor?(kind: string, fields: Fields): readonly string[];
  };
  /** A whole credential in one pasted string (a connection URL), taken apart into the fields of one kind. */
  paste?(text: string): Pasted | undefined;
  readonly tips: readonly [string, string];
  /** The choice field whose other value is offered (never tried) when a key is rejected. */
  readonly elsewhere?: string;
  /** Sentences for the finding codes that only this provider's check uses. */
  readonly findings?: Readonly<Record<string, string>>;
}

/** What is known of something: a short sentence beside it. */
export interface Told {
  readonly is: 'yes' | 'no' | 'unknown';
  readonly note: string;
}

/** What services are compared by, and what programs call their credentials. Loaded where somebody asks for it. */
export interface Traits {
  readonly id: string;
  /** Whether a key can be held to less than its account: spending, rights, hosts. */
  readonly limits: Told;
  readonly expiry: Told;
  /** By kind and field: names of environment variables, in capitals. A longer name fits before a shorter one. */
  readonly variables: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What the Keys page knows of a provider: both in one. */
export type Guide = Face & Omit<Card, 'face'>;
