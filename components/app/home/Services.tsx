import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import type { Verdict } from '../../../lib/providers/report';
import type { Face } from '../../../lib/providers/shape';
import { verdictWords } from '../../keys/findings';
import { Badge } from '../../ui/Badge';
import { Notice } from '../../ui/Notice';
import type { Tone } from '../../ui/tones';
import { useOptionsLink } from '../OptionsLink';
import { words } from '../words';
import type { ServiceLine, Summary } from './summary';

interface ServicesProps {
  readonly summary: Summary;
  readonly faces: readonly Face[];
}

/** Connected services; each line leads to its card. */
export function Services({ summary, faces }: ServicesProps) {
  const { attention, calm, damaged } = summary;
  return (
    <>
      {damaged > 0 && <Notice tone="bad">{words.home.damaged(damaged)}</Notice>}
      {attention.length > 0 && <List title={words.home.attention} lines={attention} faces={faces} />}
      {calm.length > 0 && <List title={words.home.connected} lines={calm} faces={faces} />}
    </>
  );
}

interface ListProps {
  readonly title: string;
  readonly lines: readonly ServiceLine[];
  readonly faces: readonly Face[];
}

function List({ title, lines, faces }: ListProps) {
  const titleId = useId();
  return (
    <section className="space-y-2">
      <h2 id={titleId} className="text-sm font-semibold text-soft">
        {title}
      </h2>
      <ul
        aria-labelledby={titleId}
        className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
      >
        {lines.map((line) => (
          <Line key={line.provider} line={line} face={faces.find(({ id }) => id === line.provider)} />
        ))}
      </ul>
    </section>
  );
}

const tones: Readonly<Record<Verdict, Tone>> = {
  works: 'good',
  'works-with-limits': 'good',
  'cannot-be-checked': 'plain',
  'not-checked': 'plain',
  unreachable: 'warn',
  'out-of-credit': 'warn',
  rejected: 'bad',
};

function Line({ line, face }: { readonly line: ServiceLine; readonly face: Face | undefined }) {
  const link = useOptionsLink({ page: 'keys', provider: line.provider });
  return (
    <li>
      <a
        {...link}
        className="flex min-h-10 items-center gap-2 px-3 py-2 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 flex-1 font-medium break-words">{face?.name ?? words.home.unknown}</span>
        <span className="text-sm text-soft">{words.home.count(line.count)}</span>
        {line.verdict ? (
          <Badge tone={tones[line.verdict]}>{verdictWords[line.verdict]}</Badge>
        ) : (
          <Badge>{words.home.disabled}</Badge>
        )}
        <ChevronRight size={14} aria-hidden className="shrink-0 text-soft" />
      </a>
    </li>
  );
}
