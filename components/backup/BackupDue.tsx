import { useEffect } from 'react';
import { daysSince, isDue } from '../../lib/backup/last';
import { hrefTo } from '../app/route';
import { ButtonLink } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { words } from './remind-words';
import { useLast } from './useLast';

/** Says that the last backup is old. Before the first one, and where it was switched off, nothing. */
export function BackupDue({ hasLink = false }: { readonly hasLink?: boolean }) {
  const live = useLast();
  useEffect(() => {
    // What an export left behind whose page was closed in the middle.
    import('../../lib/backup/disk').then(({ sweepDrafts }) => sweepDrafts()).catch(() => undefined);
  }, []);
  if (live.state !== 'ready' || !live.value || !isDue(live.value, Date.now())) return null;
  return (
    <Notice
      tone="warn"
      title={words.due(daysSince(live.value, Date.now()))}
      actions={
        hasLink && (
          <ButtonLink size="small" href={hrefTo('backup')}>
            {words.make}
          </ButtonLink>
        )
      }
    >
      {words.dueMeans}
    </Notice>
  );
}
