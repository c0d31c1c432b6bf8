import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import type { Reach } from './hosts';
import { words } from './words';

interface HostListProps {
  readonly hosts: readonly Reach[];
  readonly granted: readonly string[];
  readonly onTake: (host: string, pattern: string) => void;
}

/** Granted ones first: these can be reached now. */
export function HostList({ hosts, granted, onTake }: HostListProps) {
  const isGranted = ({ pattern }: Reach) => granted.includes(pattern);
  const sorted = [...hosts.filter(isGranted), ...hosts.filter((host) => !isGranted(host))];
  return (
    <ul aria-label={words.hosts.list} className="divide-y divide-line border-y border-line">
      {sorted.map((reach) => (
        <li key={reach.pattern} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1">
          <span className="min-w-56 flex-1 font-mono text-sm wrap-anywhere">{reach.host}</span>
          {isGranted(reach) ? (
            <Granted reach={reach} onTake={onTake} />
          ) : (
            <Badge>{words.hosts.notGranted}</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}

const Granted = ({ reach, onTake }: { readonly reach: Reach; readonly onTake: HostListProps['onTake'] }) => (
  <>
    <Badge tone="good">{words.hosts.granted}</Badge>
    {reach.isRequired ? (
      <span className="text-sm text-soft">{words.hosts.install}</span>
    ) : (
      <Button
        size="small"
        aria-label={words.hosts.takeOf(reach.host)}
        onClick={() => onTake(reach.host, reach.pattern)}
      >
        {words.hosts.take}
      </Button>
    )}
  </>
);
