import { Problems } from '../studio/Problems';
import { Button } from '../ui/Button';
import { Notice, Status } from '../ui/Notice';
import { Progress } from '../ui/Progress';
import type { Zipping } from './useZip';
import { sizeOf, words } from './words';

interface ZipProps {
  readonly zipping: Zipping;
  readonly onStop: () => void;
}

/** How far the packing is, and what came of it. */
export function Zip({ zipping, onStop }: ZipProps) {
  if (zipping.state === 'idle') return null;
  if (zipping.state === 'failed') return <Problems problems={[zipping.problem]} />;
  if (zipping.state === 'packing')
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Progress
          label={words.zip.making}
          value={zipping.done}
          max={zipping.total}
          text={words.zip.progress(zipping.done, zipping.total)}
        />
        <span className="text-sm tabular-nums">{words.zip.progress(zipping.done, zipping.total)}</span>
        <Button size="small" onClick={onStop}>
          {words.zip.stop}
        </Button>
      </div>
    );
  const { files, bytes, missing } = zipping;
  const lost = missing > 0 ? words.zip.missing(missing) : undefined;
  if (files === 0) return <Notice tone="warn">{lost ?? words.zip.empty}</Notice>;
  return <Status title={words.zip.ready(files, sizeOf(bytes))}>{lost}</Status>;
}
