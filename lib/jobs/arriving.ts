/** Text on its way: painted by pages at once, sealed into its row a few times a second. */
import type { Delta } from '../providers/makes';
import type { Held } from './held';
import { lasting } from './lasting';
import { LIVE_CHANNEL, type Live } from './live';

const SAVE_EVERY_MS = 250;
/** A long answer takes longer to seal: it is saved a little less often. */
const MS_FOR_EACH_CHARACTER = 1 / 500;

let channel: BroadcastChannel | undefined;

export class Arriving {
  #text = '';
  #thinking = '';
  #refusal = '';
  #generationId: string | undefined;
  #saving: Promise<unknown> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #told = { text: 0, thinking: 0 };
  #isTelling = false;

  constructor(
    readonly held: Held,
    /** False from the tick in which the vault locks: nothing more is shown then. */
    readonly mayTell: () => boolean,
  ) {}

  take(delta: Delta): void {
    if (delta.is === 'text') this.#text += delta.text;
    else if (delta.is === 'thinking') this.#thinking += delta.text;
    else if (delta.is === 'refusal') this.#refusal += delta.text;
    else if (delta.is === 'generation') this.#generationId = delta.id;
    else return;
    this.#tellSoon();
    this.#saveSoon();
  }

  get text(): string {
    return this.#text;
  }
  get thinking(): string {
    return this.#thinking;
  }

  /** Everything that arrived is in the row when this returns. */
  async settle(): Promise<void> {
    await this.#saving;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#hasNews()) await lasting(() => this.#save());
  }

  #hasNews(): boolean {
    const { text, thinking, refusal, generationId } = this.held.state;
    return (
      text !== this.#text ||
      thinking !== this.#thinking ||
      (refusal ?? '') !== this.#refusal ||
      (this.#generationId !== undefined && generationId !== this.#generationId)
    );
  }

  #saveSoon(hasFailed = false): void {
    if (this.#timer || this.#saving) return;
    // The first words are saved at once: from then on the row says that an answer is coming.
    const isFirst = this.held.state.place === 'sending';
    const length = this.#text.length + this.#thinking.length;
    const pauseMs = isFirst && !hasFailed ? 0 : SAVE_EVERY_MS + length * MS_FOR_EACH_CHARACTER;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#saving = this.#save().then(
        () => {
          this.#saving = undefined;
          if (this.#hasNews()) this.#saveSoon();
        },
        () => {
          // The next one takes all of it along.
          this.#saving = undefined;
          this.#saveSoon(true);
        },
      );
    }, pauseMs);
  }

  #save(): Promise<unknown> {
    return this.held.happen({
      is: 'arrived',
      text: this.#text,
      thinking: this.#thinking,
      refusal: this.#refusal || undefined,
      generationId: this.#generationId,
    });
  }

  /** All that one read of the connection brought goes out as one piece. */
  #tellSoon(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      this.#tell('text', this.#text);
      this.#tell('thinking', this.#thinking);
    });
  }

  #tell(part: Live['part'], whole: string): void {
    const at = this.#told[part];
    if (whole.length === at || !this.mayTell()) return;
    this.#told[part] = whole.length;
    channel ??= new BroadcastChannel(LIVE_CHANNEL);
    const round = this.held.state.rounds.length;
    channel.postMessage({ id: this.held.id, part, round, at, piece: whole.slice(at) } satisfies Live);
  }
}
