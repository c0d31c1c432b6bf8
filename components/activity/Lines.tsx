import {
  Archive,
  ArrowUpRight,
  Eye,
  KeyRound,
  type LucideIcon,
  ScrollText,
  TriangleAlert,
  Unlock,
  Wallet,
  Zap,
} from 'lucide-react';
import type { Line } from '../../lib/activity/reads';
import type { Activity } from '../../lib/activity/record';
import type { Face } from '../../lib/providers/shape';
import { useFaces } from '../hooks/useFaces';
import { dayOf, exactOf, timeOf } from './format';
import { Sent } from './Sent';
import { type Group, groupOf, sentenceOf } from './sentences';
import { words } from './words';

const icons: Readonly<Record<Group, LucideIcon>> = {
  vault: Unlock,
  keys: KeyRound,
  shown: Eye,
  used: Zap,
  requests: ArrowUpRight,
  budgets: Wallet,
  backups: Archive,
  record: ScrollText,
};

interface LinesProps {
  readonly lines: readonly Line[];
  /** What they are the lines of. */
  readonly label: string;
  /** Of the headings, one for each day. */
  readonly level: 2 | 4;
}

/** Day by day, newest first. */
export function Lines({ lines, label, level }: LinesProps) {
  const faces = useFaces();
  const Heading = `h${level}` as const;
  return (
    <div className="space-y-4">
      {toDays(lines).map(({ day, lines: ofDay }) => (
        <div key={`${day} ${ofDay[0]?.n}`}>
          <Heading className="pb-1 text-sm font-semibold text-soft">{day}</Heading>
          <ul aria-label={`${label}: ${day}`} className="divide-y divide-line border-y border-line">
            {ofDay.map((line) => (
              <LineItem key={line.id} line={line} faces={faces} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

interface Day {
  readonly day: string;
  readonly lines: Line[];
}

/** A damaged line stands with those around it. */
function toDays(lines: readonly Line[]): Day[] {
  const days: Day[] = [];
  for (const line of lines) {
    const last = days.at(-1);
    const day = line.activity ? dayOf(line.activity.atMs) : (last?.day ?? words.day);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

interface ItemProps {
  readonly line: Line;
  readonly faces: readonly Face[] | undefined;
}

const LineItem = ({ line: { activity }, faces }: ItemProps) => (
  <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3 py-2">
    {activity ? <Known activity={activity} faces={faces} /> : <Damaged />}
  </li>
);

function Known({ activity, faces }: { readonly activity: Activity; readonly faces: ItemProps['faces'] }) {
  const Icon = icons[groupOf(activity)];
  const { atMs, provider, request, jobId } = activity;
  const service = faces?.find(({ id }) => id === provider)?.name ?? provider;
  return (
    <>
      <Icon size={16} aria-hidden className="mt-0.5 text-soft" />
      <div className="min-w-0 space-y-0.5">
        <p className="wrap-anywhere">
          {sentenceOf(activity)}
          {service && <span className="text-soft"> · {service}</span>}
        </p>
        {request && <Sent request={request} />}
        {jobId && (
          <p className="text-xs text-soft">
            {words.job} <span className="font-mono">{jobId.slice(0, 8)}</span>
          </p>
        )}
      </div>
      <time
        dateTime={new Date(atMs).toISOString()}
        title={exactOf(atMs)}
        className="text-sm text-soft tabular-nums"
      >
        {timeOf(atMs)}
      </time>
    </>
  );
}

const Damaged = () => (
  <>
    <TriangleAlert size={16} aria-hidden className="mt-0.5 text-bad" />
    <p>
      {words.damaged}. <span className="text-soft">{words.damagedMeans}</span>
    </p>
  </>
);
