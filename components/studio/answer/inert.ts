/**
 * Characters that would change what others look like, or that nobody sees, become marks. What a model writes may
 * not turn around the words beside it, move a cursor or hide something.
 */

/** Embeddings, overrides and isolates of direction. Marks such as U+200F change nothing beyond themselves. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
/** C0 without tab and line feed, DEL, C1. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const MARK = '\ufffd';
const PICTURES_OF_CONTROLS = 0x2400;

const toMark = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code === 0x0d) return '';
  return code < 0x20 ? String.fromCharCode(PICTURES_OF_CONTROLS + code) : MARK;
};

export const inert = (text: string): string => text.replace(TURNING, MARK).replace(CONTROLS, toMark);
