import type { Activity } from '../../lib/activity/record';
import { Badge } from '../ui/Badge';
import type { Tone } from '../ui/tones';
import { exactOf, sizeOf, timeOf } from './format';
import { words } from './words';

type Request = NonNullable<Activity['request']>;

const toneOf = (status: number | undefined): Tone =>
  status === undefined || status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good';

/** Where it went, what came of it, and how much went and came. */
export function Sent({ request }: { readonly request: Request }) {
  const { method, host, path, status, sentBytes, receivedBytes, count, lastMs, isBilled } = request;
  return (
    <>
      <p className="font-mono text-xs wrap-anywhere text-soft">
        {method} {host}
        {path}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft tabular-nums">
        <Badge tone={toneOf(status)}>{status ?? words.noAnswer}</Badge>
        {isBilled && <Badge tone="ember">{words.billed}</Badge>}
        <span>
          {sizeOf(sentBytes)} {words.up}, {sizeOf(receivedBytes)} {words.down}
        </span>
        {count > 1 && (
          <span title={exactOf(lastMs)}>
            {words.last} {timeOf(lastMs)}
          </span>
        )}
      </p>
    </>
  );
}
