/**
 * Where a service makes and ends keys. It counts both, because neither may ever happen twice; what it ended it
 * knows no longer, and whoever is not exactly right is refused.
 */
import type { Fields } from '../../lib/providers/shape';
import type { Answering, Case, Heard, Said } from './stand-ins/shape';

/** `unheard`: it does what it was asked to, and its answer is lost on the way. `late`: nobody waits that long. */
export type DeskPlay = 'done' | 'refused' | 'broken' | 'unheard' | 'late';

export interface Desk {
  next: DeskPlay;
  /** All keys that it can make: the harness must know them as its own. */
  readonly keys: readonly Fields[];
  /** How many it was asked for and made, and which it ended. */
  readonly made: number;
  readonly ended: readonly string[];
  answer(heard: Heard): Said | undefined;
  reset(): void;
}

interface Rules {
  readonly keys: readonly Fields[];
  identity(fields: Fields): string | undefined;
  presented(heard: Heard): string | undefined;
  /** What a key that it made is answered otherwise: as the good case is. */
  readonly good: (heard: Heard) => Case['answers'];
  /** What a key that it ended is answered from then on. */
  readonly wrong: Answering;
  readonly refusal: Said;
  readonly make?: {
    is(heard: Heard): boolean;
    /** What is wrong with how it was asked. */
    fault?(heard: Heard): Said | undefined;
    tell(fields: Fields, givenId: string): Said;
  };
  readonly end: {
    /** The identity that is to be ended; undefined: this is another request. */
    whose(heard: Heard, idOf: (givenId: string) => string | undefined): string | undefined;
    fault?(heard: Heard): Said | undefined;
    readonly told: Said;
  };
}

const broken: Said = { status: 500, body: 'Internal Server Error' };
const dropped: Said = { status: 200, isDropped: true };

export function newDesk(rules: Rules): Desk {
  const made: string[] = [];
  const ended: string[] = [];
  const desk = {
    next: 'done' as DeskPlay,
    keys: rules.keys,
    get made() {
      return made.length;
    },
    ended,
    answer,
    reset() {
      made.splice(0);
      ended.splice(0);
      desk.next = 'done';
    },
  };
  return desk;

  function answer(heard: Heard): Said | undefined {
    const presented = rules.presented(heard);
    if (presented !== undefined && ended.includes(presented)) return sayNow(rules.wrong, heard);
    if (rules.make?.is(heard)) return rules.make.fault?.(heard) ?? play(() => makeOne());
    const whose = rules.end.whose(heard, (givenId) => made.find((_, at) => givenId === `made-${at}`));
    if (whose !== undefined)
      return (
        rules.end.fault?.(heard) ??
        play(() => {
          ended.push(whose);
          return rules.end.told;
        })
      );
    if (presented === undefined || !made.includes(presented)) return undefined;
    const good = rules.good(heard)[`${heard.method} ${heard.path}`];
    return good && sayNow(good, heard);
  }

  function play(act: () => Said): Said {
    const { next } = desk;
    desk.next = 'done';
    if (next === 'refused') return rules.refusal;
    if (next === 'broken') return broken;
    const said = act();
    if (next === 'late') return { ...said, afterMs: 120_000 };
    return next === 'unheard' ? dropped : said;
  }

  function makeOne(): Said {
    const fields = rules.keys[made.length];
    if (!fields || !rules.make) throw new Error('the desk has no more keys');
    const givenId = `made-${made.length}`;
    made.push(rules.identity(fields) ?? '');
    return rules.make.tell(fields, givenId);
  }
}

const sayNow = (answering: Answering, heard: Heard): Said =>
  typeof answering === 'function' ? answering(heard) : answering;
