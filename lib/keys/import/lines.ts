/** `.env`, shell, YAML, INI, or just keys below each other. Each line is looked at once, whatever it holds. */
import { type Entry, LONGEST_VALUE } from './entry';

/** What programs put before a name. */
const BEFORE = /^(?:export|setx?|const|let|var|-)\s+|^\$env:/i;
const NAME = /^["'`]?([A-Za-z_][\w.-]{0,99}(?: [\w.-]{1,40}){0,5})["'`]?\s*(?:=>|=|:(?!\/\/))\s*/;
const COMMENT = /^(?:#|\/\/|;|--|<!--)/;
const SECTION = /^\[([^\]\s]{1,80})\]$/;
const QUOTES = new Set(['"', "'", '`']);
/** A value in quotes may go over some lines, a whole file never does. */
const MOST_LINES = 60;

export function* readLines(text: string, isKnown: (value: string) => boolean): Generator<Entry | undefined> {
  for (let at = 0; at < text.length; ) {
    const end = endOfLine(text, at);
    const line = end - at > 2 * LONGEST_VALUE ? '' : text.slice(at, end).trim();
    at = end + 1;
    if (line === '' || COMMENT.test(line) || SECTION.test(line)) yield undefined;
    else if (isKnown(line)) yield { name: '', value: line };
    else {
      const { entry, next } = readLine(text, at, line);
      at = next;
      yield entry;
    }
  }
}

const endOfLine = (text: string, from: number): number => {
  const found = /[\r\n\u0085\u2028\u2029]/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? text.length;
};

function readLine(text: string, at: number, whole: string) {
  const line = whole.replace(BEFORE, '');
  const named = NAME.exec(line);
  if (!named) return { entry: readAlone(line), next: at };
  const [head, name = ''] = named;
  const rest = line.slice(head.length);
  const quote = rest.charAt(0);
  if (!QUOTES.has(quote)) return { entry: { name, value: withoutComment(rest) }, next: at };
  const close = rest.indexOf(quote, 1);
  if (close > 0) return { entry: { name, value: rest.slice(1, close) }, next: at };
  return readOver(text, at, { name, value: rest.slice(1) }, quote);
}

/** The quote is not closed on its line: as far as it goes, or only this line where it never is. */
function readOver(text: string, at: number, entry: Entry, quote: string) {
  let end = at;
  for (let lines = 0; lines < MOST_LINES && end < text.length; lines += 1) {
    const stop = endOfLine(text, end);
    const close = text.slice(end, Math.min(stop, end + LONGEST_VALUE)).indexOf(quote);
    if (close >= 0)
      return {
        entry: { ...entry, value: `${entry.value}\n${text.slice(at, end + close)}` },
        next: stop + 1,
      };
    end = stop + 1;
  }
  return { entry, next: at };
}

const withoutComment = (value: string): string => value.replace(/\s+#.*$/, '').replace(/\s*[,;]$/, '');

/** `OpenAI sk-…`: the last word is the key, what stands before it says whose. */
function readAlone(line: string): Entry {
  const last = line.lastIndexOf(' ');
  const tab = line.lastIndexOf('\t');
  const from = Math.max(last, tab) + 1;
  return { name: line.slice(0, from).trim().slice(0, 200), value: line.slice(from) };
}
