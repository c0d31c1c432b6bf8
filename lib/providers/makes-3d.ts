/** What a provider makes in three dimensions: one step, or one more step on something that it made before. */
import type { Bytes } from '../core/bytes';
import type { Failed, Json, MakeCall, Pending, Picture, Told } from './makes';
import type { Model } from './model';
import type { Call } from './shape';

export const VIEWS = ['front', 'left', 'back', 'right'] as const;
export type View = (typeof VIEWS)[number];

export interface Picture3d {
  readonly view: View;
  readonly picture: Picture;
  /** What `upload` returned for this very picture. */
  readonly handle?: string | undefined;
}

export interface Input3d {
  readonly model: string;
  /** Its row in the list; its `step` says what is done. */
  readonly known?: Model | undefined;
  readonly prompt: string;
  /** By the names in the model's form, only what may go together. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly pictures: readonly Picture3d[];
  /** Of a step on something made before: the operation that made it, by the same key. */
  readonly parent?: Json | undefined;
}

export type OptionValue = string | number | boolean | readonly string[];

/** `model` can be turned and downloaded; `poster` shows it; `reference` is a picture that it was made from. */
export type Role = 'model' | 'poster' | 'reference';

/** Bytes at once, or the address of a file on one of the provider's `downloads`. */
export type Made3d = { readonly role: Role } & ({ readonly bytes: Bytes } | { readonly url: string });

export interface Done3d extends Told {
  readonly is: 'done';
  readonly files: readonly Made3d[];
  /** What the provider found out besides, by our names: `riggable`, `rigType`. */
  readonly facts?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** `says`: the provider's own word for where it stands, when we know none for it. */
export type Pending3d = Pending & { readonly says?: string | undefined };

/** `staleHandles`: an upload is no longer known there. It was refused before anything ran. */
export type Failed3d = Failed & { readonly staleHandles?: true | undefined };

export type Step3d = Done3d | Failed3d | Pending3d;

/** A creation in the provider's own records. `isSame`: what it echoes is what we asked, all of it. */
export interface Lost3d {
  readonly operation: Json;
  readonly atMs: number;
  /** As a person would tell it from another: the kind of work, its state. */
  readonly about: string;
  readonly isSame: boolean;
}

export interface Maker3d {
  /** From the provider, or our own table of what its documents offer: new things, and the steps after them. */
  models(call: Call): Promise<readonly Model[]>;
  /** Free. The handle stands for the picture for `handlesLiveMs`. */
  upload?(picture: { readonly bytes: Bytes; readonly media: string }, call: Call): Promise<string>;
  readonly handlesLiveMs?: number;
  start(input: Input3d, call: MakeCall): Promise<Step3d>;
  /** Free, and may be repeated, also after it is done: addresses of files are signed anew. */
  poll?(operation: Json, call: Call): Promise<Step3d>;
  cancel?(operation: Json, call: Call): Promise<'never-ran' | 'stopped' | 'goes-on' | 'over'>;
  readonly whenStopped: 'stops' | 'billed-whole' | 'depends' | 'unknown';
  findCost?(generationId: string, call: Call): Promise<Told | undefined>;
  spent?(call: Call): Promise<string | undefined>;
  /** How many of its kind the provider works on at once for one account; the others wait here. */
  laneOf?(input: Pick<Input3d, 'model' | 'known'>): { readonly id: string; readonly most: number };
  /** The least time between two questions how far something is. */
  readonly paceMs?: number;
  /** Looks for a creation whose answer never came, among what was made between these times. Free. */
  findLost?(input: Input3d, where: Where3d, call: Call): Promise<readonly Lost3d[]>;
}

export interface Where3d {
  readonly fromMs: number;
  /** When it was sent: what was begun nearest to that is looked at first. */
  readonly sentAtMs: number;
  readonly toMs: number;
  /** Some job of ours has it: it need not be looked at. */
  isTaken?(operation: Json): boolean;
}
