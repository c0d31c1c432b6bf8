import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleX,
  type LucideIcon,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import type { KeyRecord } from '../../lib/keys/record';
import type { Verdict } from '../../lib/providers/report';
import type { Guide } from '../../lib/providers/shape';
import { Badge } from '../ui/Badge';
import { Time } from '../ui/Time';
import type { Tone } from '../ui/tones';
import { toShownFact } from './facts';
import { sayFinding, verdictWords } from './findings';
import { words } from './words';

const looks: Readonly<Record<Verdict, readonly [Tone, LucideIcon]>> = {
  works: ['good', CircleCheck],
  'works-with-limits': ['good', CircleMinus],
  rejected: ['bad', CircleX],
  'out-of-credit': ['warn', TriangleAlert],
  unreachable: ['warn', Unplug],
  'cannot-be-checked': ['plain', CircleHelp],
  'not-checked': ['plain', CircleDashed],
};

/** The whole text of the element is the verdict. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const [tone, icon] = looks[verdict];
  return (
    <Badge tone={tone} icon={icon}>
      {verdictWords[verdict]}
    </Badge>
  );
}

interface FindingsProps {
  readonly record: KeyRecord;
  readonly guide: Guide | undefined;
}

/** Why, what to act on, and what the provider told for free. */
export function Findings({ record, guide }: FindingsProps) {
  const { report, lastAnswer } = record;
  return (
    <>
      {report.reason && <p className="text-sm">{sayFinding(report.reason, guide)}</p>}
      {lastAnswer && (
        <p className="text-sm text-soft">
          {words.key.before} {verdictWords[lastAnswer.verdict]}, <Time atMs={lastAnswer.atMs} />
        </p>
      )}
      {report.warnings.map((warning) => (
        <p key={warning.code} className="flex gap-1.5 text-sm text-warn">
          <TriangleAlert size={14} aria-hidden className="mt-[3px] shrink-0" />
          <span>{sayFinding(warning, guide)}</span>
        </p>
      ))}
      {report.facts.length > 0 && <Facts record={record} />}
    </>
  );
}

const Facts = ({ record }: { readonly record: KeyRecord }) => (
  <dl className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
    {record.report.facts.map(toShownFact).map((fact) => (
      <div key={fact.name} className="flex min-w-0 gap-1.5">
        <dt className="shrink-0 text-soft">{fact.name}</dt>
        <dd className="line-clamp-2 min-w-0 break-words">
          {'text' in fact ? fact.text : <Time atMs={fact.atMs} />}
        </dd>
      </div>
    ))}
  </dl>
);
