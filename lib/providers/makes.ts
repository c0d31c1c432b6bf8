/**
 * What a provider makes, and how: the second half of its `wire`. A maker speaks our words on one side and the
 * provider's on the other; keys, rows, retries and money are not its business, only telling the truth about them.
 */
import type { Bytes } from '../core/bytes';
import type { Problem } from '../core/problem';
import type { Model } from './model';
import type { Call } from './shape';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Everything a maker is given. Its `fetch` sends each billed request once; there is no second one. */
export interface MakeCall extends Call {
  /** What arrived, as soon as it did: it is painted at once and sealed a few times a second. */
  partial(delta: Delta): void;
}

export type Delta =
  | { readonly is: 'text' | 'thinking' | 'refusal'; readonly text: string }
  /** The provider's handle for this very request, as soon as it is known. */
  | { readonly is: 'generation'; readonly id: string }
  /** A picture on its way, to be replaced by the next one. */
  | { readonly is: 'preview'; readonly bytes: Bytes };

export interface Picture {
  readonly media: string;
  readonly base64: string;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** As the model wrote them; `{}` when it wrote nothing. Not yet parsed: it may be anything. */
  readonly args: string;
}

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments, an object. */
  readonly parameters: { readonly [name: string]: Json };
}

export type Turn =
  | { readonly by: 'person'; readonly text: string; readonly pictures: readonly Picture[] }
  | {
      readonly by: 'model';
      readonly text: string;
      readonly calls: readonly ToolCall[];
      /** The provider's own form of this turn (signatures, reasoning), to be sent back unchanged to the same one. */
      readonly echo?: { readonly provider: string; readonly model: string; readonly value: Json } | undefined;
    }
  | {
      readonly by: 'tools';
      readonly results: readonly {
        readonly id: string;
        readonly name: string;
        readonly content: string;
        readonly isError: boolean;
      }[];
    };

export interface TextInput {
  readonly model: string;
  /** What the list said of it; undefined for an id typed by hand. */
  readonly known?: Model | undefined;
  readonly system?: string | undefined;
  readonly turns: readonly Turn[];
  /** Always sent: without one some providers reserve the most expensive answer there could be. */
  readonly maxTokens: number;
  readonly temperature?: number | undefined;
  readonly effort?: string | undefined;
  readonly tools: readonly ToolSpec[];
}

export interface Tokens {
  readonly input: number;
  /** With the reasoning, wherever the provider counts it. */
  readonly output: number;
  readonly cachedInput?: number | undefined;
  readonly reasoning?: number | undefined;
}

/** How a whole answer ended. `tools`: it waits for results. `paused`: sent back as it is, it goes on. */
export type Ending = 'complete' | 'length' | 'refused' | 'tools' | 'paused';

/** What the request itself told of money. No member at all means that the provider says nothing. */
export interface Told {
  readonly tokens?: Tokens | undefined;
  /** In the provider's own coin, beside the dollars that they are. */
  readonly credits?: number | undefined;
  /** A decimal string, exactly as charged. */
  readonly costUsd?: string | undefined;
  readonly generationId?: string | undefined;
}

export interface TextDone extends Told {
  readonly is: 'done';
  readonly ending: Ending;
  /** The provider's own word. */
  readonly finish: string | undefined;
  readonly calls: readonly ToolCall[];
  readonly echo?: Json | undefined;
}

/**
 * `charge`: `none` only where the provider's documents prove that nothing was billed. `again` only together with
 * `none`: the same request may be sent once more, after that long if the provider said so.
 */
export interface Failed extends Told {
  readonly is: 'failed';
  readonly problem: Problem;
  readonly charge: 'none' | 'unknown' | 'charged';
  readonly again?: { readonly afterMs?: number | undefined } | undefined;
  /** The trouble is with the key, not with the request: another one may do. */
  readonly keyTrouble?: 'rejected' | 'credit' | 'limit' | 'forbidden' | undefined;
  /** With less, it would have fitted into what is left of the credit. */
  readonly affordableTokens?: number | undefined;
}

export interface TextMaker {
  /** The provider's own list. Free. */
  models(call: Call): Promise<readonly Model[]>;
  /**
   * One answer, streamed into `partial`. It throws what `fetch` or the reader throw when the connection breaks or
   * ends before the protocol's own end: whoever asked knows what had arrived.
   */
  start(input: TextInput, call: MakeCall): Promise<TextDone | Failed>;
  /** What happens to the bill when the connection is cut in the middle. */
  readonly whenStopped: 'stops' | 'billed-whole' | 'depends' | 'unknown';
  /** What a past request cost, by its id; undefined while the provider does not know it (yet). */
  findCost?(generationId: string, call: Call): Promise<Told | undefined>;
  /** All that was ever spent with this key, for a hint. */
  spent?(call: Call): Promise<string | undefined>;
}

export interface ImageInput {
  readonly model: string;
  readonly known?: Model | undefined;
  readonly prompt: string;
  /** By the names in the model's form. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly references: readonly Picture[];
}

/** Bytes at once, or the address of a file on one of the provider's `downloads`. */
export type MadeImage = { readonly bytes: Bytes } | { readonly url: string };

export interface ImageDone extends Told {
  readonly is: 'done';
  readonly images: readonly MadeImage[];
  /** The provider showed something else than what was asked, and says so: blurred, blackened. */
  readonly isFiltered?: true | undefined;
  /** What it said beside the pictures. */
  readonly text?: string | undefined;
}

/** Still being made. `operation` is all that is needed to ask again after a restart. */
export interface Pending {
  readonly is: 'pending';
  readonly operation: Json;
  readonly pollAfterMs: number;
  /** 0 to 1, where the provider tells. */
  readonly progress?: number | undefined;
}

export type ImageStep = ImageDone | Failed | Pending;

export interface ImageMaker {
  models(call: Call): Promise<readonly Model[]>;
  /** USD for one picture at most, where a further free question tells what the list does not. */
  price?(model: string, call: Call): Promise<string | undefined>;
  start(input: ImageInput, call: MakeCall): Promise<ImageStep>;
  /** Free, and may be repeated. */
  poll?(operation: Json, call: Call): Promise<ImageStep>;
  /** Tries to stop what runs; says what happened to the bill. `never-ran` only where that is proved: it costs nothing. */
  cancel?(operation: Json, call: Call): Promise<'never-ran' | 'stopped' | 'goes-on' | 'over'>;
  readonly whenStopped: 'stops' | 'billed-whole' | 'depends' | 'unknown';
  findCost?(generationId: string, call: Call): Promise<Told | undefined>;
  spent?(call: Call): Promise<string | undefined>;
}
