import { useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { toast } from '../ui/toasts';
import { words } from './words';
import { useWorkStore } from './work';

/** As long as the secret may be on the clipboard. Writing an empty text needs no right to read it. */
export function CopiedNotice({ id }: { readonly id: string }) {
  const work = useWorkStore();
  const [hasFailed, setHasFailed] = useState(false);
  const notice = useRef<HTMLDivElement>(null);
  const done = () => {
    // This goes, and the button in it that has the focus: the key's own buttons are nearest.
    const row = notice.current?.closest('[data-key]');
    row?.querySelector<HTMLElement>('button[aria-describedby]')?.focus();
    work.set(id, { isBusy: false });
  };
  const clear = async () => {
    try {
      await navigator.clipboard.writeText('');
      toast(words.key.cleared);
      done();
    } catch {
      setHasFailed(true);
    }
  };
  return (
    <div ref={notice} role="status">
      <Notice
        tone="warn"
        actions={
          <>
            <Button size="small" onClick={clear}>
              {words.key.clear}
            </Button>
            <Button size="small" look="quiet" onClick={done}>
              {words.key.close}
            </Button>
          </>
        }
      >
        {hasFailed ? words.secret.copyFailed : words.key.copied}
      </Notice>
    </div>
  );
}
