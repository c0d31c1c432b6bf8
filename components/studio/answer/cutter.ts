/**
 * Cuts Markdown that is still being written into blocks that will not change any more and the rest. Each character
 * is looked at once, however long the answer grows. A block is what stands between blank lines; a fence and a list
 * are never cut.
 */
const FENCE = /^\s*(`{3,}|~{3,})/;
const ITEM = /^\s*([-*+]|\d{1,9}[.)])(\s|$)/;
/** So much of a line that is still being written tells what it begins. */
const TELLING = 12;

export class Cutter {
  readonly #done: string[] = [];
  #text = '';
  /** Where the block that is being written begins, and the line that is looked at next. */
  #start = 0;
  #line = 0;
  #fence: string | undefined;
  #isList = false;
  #isAfterBlank = false;

  /** The whole text so far; it only ever grows. */
  grow(text: string): void {
    this.#text = text;
    for (;;) {
      const end = text.indexOf('\n', this.#line);
      if (end < 0) break;
      this.#take(text.slice(this.#line, end), this.#line);
      this.#line = end + 1;
    }
    if (text.length - this.#line >= TELLING) this.#peek(text.slice(this.#line, this.#line + TELLING));
  }

  isBeginningOf = (text: string): boolean => text.startsWith(this.#text);

  /** They never change; there are only more of them. */
  get done(): readonly string[] {
    return this.#done;
  }

  get rest(): string {
    return this.#text.slice(this.#start);
  }

  #take(line: string, at: number): void {
    if (this.#fence) {
      if (line.trimStart().startsWith(this.#fence) && /^\s*[`~]+\s*$/.test(line)) this.#fence = undefined;
      return;
    }
    if (line.trim() === '') {
      this.#isAfterBlank = true;
      return;
    }
    if (this.#begins(line)) this.#cut(at);
    if (at === this.#start) this.#isList = ITEM.test(line);
    this.#isAfterBlank = false;
    this.#fence = FENCE.exec(line)?.[1];
  }

  /** The beginning of a line is enough to know that the block before it is over. */
  #peek(beginning: string): void {
    if (!this.#fence && beginning.trim() !== '' && this.#begins(beginning)) this.#cut(this.#line);
  }

  #begins = (line: string): boolean =>
    this.#isAfterBlank && /^\S/.test(line) && !(this.#isList && ITEM.test(line));

  #cut(at: number): void {
    if (at > this.#start) this.#done.push(this.#text.slice(this.#start, at));
    this.#start = at;
    this.#isAfterBlank = false;
    this.#isList = false;
  }
}
