import { Copy } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toasts';
import { words } from './words';

const Highlighted = lazy(async () => ({ default: (await import('./Highlighted')).Highlighted }));

/** What is longer is shown without colours. */
const MOST_COLOURED = 12_000;
/** Of one line: nobody reads on, and laying it out takes seconds. */
const LONGEST_LINE = 5_000;

/** A block of code. Its lines wrap: nothing stands outside the window. */
export function CodeBlock({ code, language }: { readonly code: string; readonly language: string }) {
  const name = language.trim().split(/\s/)[0] ?? '';
  const shown = withShortLines(code);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      toast(words.copied);
    } catch {
      toast(words.notCopied);
    }
  };
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken [contain-intrinsic-size:auto_8rem] [content-visibility:auto]">
      <figcaption className="flex items-center justify-between border-b border-line py-0.5 pr-1 pl-3 text-sm text-soft">
        {name || words.code}
        <Button size="small" look="quiet" icon={Copy} onClick={copy}>
          {words.copy}
        </Button>
      </figcaption>
      <pre dir="ltr" className="p-3 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        {code.length > MOST_COLOURED || !name ? (
          <code>{shown}</code>
        ) : (
          <Suspense fallback={<code>{shown}</code>}>
            <Highlighted code={shown} language={name} />
          </Suspense>
        )}
      </pre>
    </figure>
  );
}

const withShortLines = (code: string): string =>
  code.length <= LONGEST_LINE
    ? code
    : code
        .split('\n')
        .map((line) =>
          line.length > LONGEST_LINE
            ? `${line.slice(0, LONGEST_LINE)}… ${words.more(line.length - LONGEST_LINE)}`
            : line,
        )
        .join('\n');
