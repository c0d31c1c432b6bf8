/**
 * What a test sees of a page, the same in both browsers: it finds by role and accessible name, as a person with
 * a screen reader does. Nothing is looked up before it is used, and each use waits until it can be done.
 */

import type { LogLine } from './browser';

/** A string is the whole name, letter for letter; a pattern may match a part. */
export type Name = string | RegExp;

export interface Place {
  find(role: string, name?: Name): Found;
  /** A field by its label. The only way to a passphrase: such inputs have no role. */
  field(label: Name): Found;
  /** The innermost element whose own text is this. */
  text(text: Name): Found;
}

/** One or more elements that can be found now or later. Acting on more than one throws. */
export interface Found extends Place {
  nth(index: number): Found;
  count(): Promise<number>;

  click(): Promise<void>;
  /** Twice in the same place, at a person's pace: the second press meets whatever stands there then. */
  doubleClick(): Promise<void>;
  /** Replaces what is in the field, at once. */
  fill(text: string): Promise<void>;
  /** Key by key, after what is there. */
  type(text: string): Promise<void>;
  /** `Enter`, `Escape`, `Shift+Tab` … */
  press(keys: string): Promise<void>;
  focus(): Promise<void>;
  /** The option of a select, by its label. */
  choose(option: string): Promise<void>;
  attach(...files: readonly string[]): Promise<void>;

  /** All text within, shown or not. */
  content(): Promise<string>;
  value(): Promise<string>;
  attribute(name: string): Promise<string | null>;
  isVisible(): Promise<boolean>;
  isEnabled(): Promise<boolean>;
  isChecked(): Promise<boolean>;
  isFocused(): Promise<boolean>;

  waitVisible(withinMs?: number): Promise<void>;
  /** Gone or hidden. */
  waitGone(withinMs?: number): Promise<void>;
  waitEnabled(withinMs?: number): Promise<void>;
}

/** Between the presses of a double click. Not a wait for anything: it is how quick people are. */
export const BETWEEN_PRESSES_MS = 120;

export interface Look {
  readonly scheme?: 'light' | 'dark';
  readonly isMotionReduced?: boolean;
  /** The system's own few colours in the place of ours. */
  readonly hasForcedColors?: boolean;
}

export interface Screen extends Place {
  /** A page of the extension: `options.html#/keys`. Anything with a scheme is taken as it is. */
  goto(page: string): Promise<void>;
  reload(): Promise<void>;
  url(): Promise<string>;
  /** All text of the page. */
  content(): Promise<string>;
  /** To whatever has the focus. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Runs in the page; the argument and the result travel as JSON. */
  evaluate<T, A = undefined>(inPage: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
  setViewport(width: number, height: number): Promise<void>;
  emulate(look: Look): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** What the whole browser logged: for whoever asks why this page does not go on. */
  logged(): Promise<readonly LogLine[]>;
  close(): Promise<void>;
}
