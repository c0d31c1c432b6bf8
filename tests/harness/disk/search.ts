/** Looks for texts in bytes, in every form in which software writes text down. */
import { type Content, contentsOf } from './contents';

export interface Wanted {
  /** What it is, for the message: never the text itself. */
  readonly label: string;
  /** Bytes are looked for as they are, in hex and in base64. */
  readonly text: string | Buffer;
}

export interface Finding {
  readonly label: string;
  readonly form: string;
  readonly where: string;
}

/** Any stretch of this many letters counts as found. */
const PIECE = 12;
const STRIDE = 4;

interface Needle extends Omit<Finding, 'where'> {
  readonly bytes: Buffer;
}

export class Search {
  readonly #byStart = new Map<number, readonly Needle[]>();
  readonly #starts = new Uint8Array(1 << 21);

  /** What stands in `known` proves nothing: the public part of a key is in the program too. */
  constructor(wanted: readonly Wanted[], known: Iterable<Content> = []) {
    for (const { label, text } of wanted)
      for (const piece of piecesOf(text))
        for (const [form, bytes] of formsOf(piece)) this.#add({ label, form, bytes });
    for (const { bytes } of known) for (const needle of [...this.#hits(bytes)]) this.#drop(needle);
    const left = new Set([...this.#byStart.values()].flat().map(({ label }) => label));
    for (const { label } of wanted) if (!left.has(label)) throw new Error(`nothing of ${label} is secret`);
  }

  #drop(needle: Needle): void {
    const start = needle.bytes.readUInt32LE(0);
    this.#byStart.set(start, this.#byStart.get(start)?.filter((each) => each !== needle) ?? []);
  }

  #add(needle: Needle): void {
    if (needle.bytes.length < 4) throw new Error(`${needle.label} is too short to be looked for`);
    const start = needle.bytes.readUInt32LE(0);
    const list = this.#byStart.get(start) ?? [];
    // Most texts look the same in several forms.
    if (list.some(({ label, bytes }) => label === needle.label && bytes.equals(needle.bytes))) return;
    this.#byStart.set(start, [...list, needle]);
    const first = start & 0xffffff;
    this.#starts[first >> 3] = (this.#starts[first >> 3] ?? 0) | (1 << (first & 7));
  }

  /** Each text at most once for each form and place. */
  inside(contents: Iterable<Content>): Finding[] {
    const found = new Map<string, Finding>();
    for (const { where, bytes } of contents)
      for (const { label, form } of this.#hits(bytes))
        found.set(`${label} ${form} ${where}`, { label, form, where });
    return [...found.values()];
  }

  *#hits(bytes: Buffer): Generator<Needle> {
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      const first = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
      if (((this.#starts[first >> 3] ?? 0) & (1 << (first & 7))) === 0) continue;
      for (const needle of this.#byStart.get(bytes.readUInt32LE(at)) ?? [])
        if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) yield needle;
    }
  }
}

/** `program` is the folder of the build. */
export const searchProfile = (profile: string, wanted: readonly Wanted[], program?: string): Finding[] =>
  new Search(wanted, program ? contentsOf(program) : []).inside(contentsOf(profile));

export const tellFinding = ({ label, form, where }: Finding): string => `${label} as ${form} in ${where}`;

function piecesOf(text: string | Buffer): (string | Buffer)[] {
  const last = text.length - PIECE;
  if (last <= 0) return [text];
  const starts = [...Array(Math.ceil(last / STRIDE)).keys()].map((index) => index * STRIDE);
  return [...starts, last].map((start) => text.slice(start, start + PIECE));
}

const formsOf = (piece: string | Buffer): [string, Buffer][] => [
  ...byteForms(Buffer.from(piece as string)),
  ...(typeof piece === 'string' ? textForms(piece) : []),
];

function textForms(text: string): [string, Buffer][] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['a key of Firefox', Buffer.from(utf8.map((byte) => byte + 1))],
    ['an address', Buffer.from(encodeURIComponent(text))],
    ['JSON', Buffer.from(JSON.stringify(text).slice(1, -1))],
    ...base64Forms('base64 of UTF-16', utf16),
  ];
}

const byteForms = (bytes: Buffer): [string, Buffer][] => [
  ['it is', bytes],
  ['hex', Buffer.from(bytes.toString('hex'))],
  ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
  ...base64Forms('base64', bytes),
];

const base64Forms = (name: string, bytes: Buffer): [string, Buffer][] =>
  alignedBase64(bytes).flatMap((letters, shift) => {
    const forAddresses = letters.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([letters, forAddresses])].map((written): [string, Buffer] => [
      `${name}, shifted by ${shift}`,
      Buffer.from(written),
    ]);
  });

/** The letters that stand for nothing but these bytes, at each of the three places where they may begin. */
export const alignedBase64 = (bytes: Buffer): string[] =>
  [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : shift + 1, Math.floor(((bytes.length + shift) * 8) / 6));
  });
