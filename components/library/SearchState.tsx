import type { Problem } from '../../lib/core/problem';
import type { Standing } from '../../lib/library/talk';
import { useAct } from '../studio/item/useAct';
import { Problems } from '../studio/Problems';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { Progress } from '../ui/Progress';
import { deleteAll } from './acts';
import { words } from './words';

interface SearchStateProps {
  readonly standing: Standing | undefined;
  readonly problem: Problem | undefined;
}

/** So few are read before anybody could read a sentence about it. */
const WORTH_TELLING = 500;

/** What stands between a person and finding everything. */
export function SearchState({ standing, problem }: SearchStateProps) {
  if (problem) return <Problems problems={[problem]} />;
  if (!standing) return null;
  const { isWhole, known, total, damaged } = standing;
  return (
    <>
      {!isWhole && total - known >= WORTH_TELLING && (
        <div className="space-y-1">
          <p className="text-sm text-soft tabular-nums">{words.indexing(known, total)}</p>
          <Progress label={words.indexingLabel} value={known} max={total} />
        </div>
      )}
      {damaged.length > 0 && <Damaged ids={damaged.map(({ id }) => id)} />}
    </>
  );
}

function Damaged({ ids }: { readonly ids: readonly string[] }) {
  const act = useAct();
  return (
    <Notice
      tone="bad"
      actions={
        <Button size="small" isBusy={act.isBusy} onClick={() => act.run(() => deleteAll(ids))}>
          {words.dropDamaged}
        </Button>
      }
    >
      {words.damaged(ids.length)}
      {act.problem && <Problems problems={[act.problem]} />}
    </Notice>
  );
}
