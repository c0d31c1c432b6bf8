import { History } from 'lucide-react';
import type { KeyRecord } from '../../../lib/keys/record';
import { Button } from '../../ui/Button';
import { useActions } from '../actions';
import { ageWords } from './ageWords';
import { ageInDays, isDue, isUnfinished, useAfter } from './due';

/** A word about the age of a key, or about a rotation that somebody left in the middle. */
export function AgeNotice({ record, nameId }: { readonly record: KeyRecord; readonly nameId: string }) {
  const after = useAfter();
  const { open } = useActions();
  const isOpen = isUnfinished(record);
  if (!isOpen && !isDue(record, after)) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm text-warn">
      <History size={14} aria-hidden className="shrink-0" />
      <span>{isOpen ? ageWords.unfinished : ageWords.due(ageInDays(record))}</span>
      {isOpen && (
        <Button
          size="small"
          aria-describedby={nameId}
          onClick={() => open({ what: 'rotate', id: record.id })}
        >
          {ageWords.goOn}
        </Button>
      )}
    </p>
  );
}
