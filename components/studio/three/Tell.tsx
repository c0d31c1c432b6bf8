import { Bell } from 'lucide-react';
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { ask } from '../../../lib/messages/client';
import { noticesKeep } from '../../../lib/messages/jobs';
import { useLive } from '../../hooks/useLive';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { tell } from './words';

const TABLES = ['settings'] as const;
const readAnswer = async () => (await import('../stored')).readNotices();

const NOTIFICATIONS = { permissions: ['notifications' as const] };

/** Asked once, while the first one runs: whether the browser may say when it is ready. */
export function Tell() {
  const isAllowed = useAllowed();
  const answer = useLive(readAnswer, TABLES);
  if (isAllowed !== false || answer.state !== 'ready' || answer.value?.isAnswered) return null;
  const remember = () => ask(noticesKeep, { isAnswered: true }).catch(() => undefined);
  const allow = () => {
    // First in the click: browsers ask only in answer to one, and forget it after any wait.
    const asked = browser.permissions.request(NOTIFICATIONS);
    void remember();
    asked.then(
      (isGranted) => isGranted || toast(tell.refused),
      () => toast(tell.refused),
    );
  };
  return (
    <Notice
      title={tell.title}
      actions={
        <>
          <Button size="small" icon={Bell} onClick={allow}>
            {tell.yes}
          </Button>
          <Button size="small" look="quiet" onClick={() => void remember()}>
            {tell.no}
          </Button>
        </>
      }
    >
      {tell.about}
    </Notice>
  );
}

/** Undefined while nobody knows. */
function useAllowed(): boolean | undefined {
  const [isAllowed, setIsAllowed] = useState<boolean>();
  useEffect(() => {
    browser.permissions.contains(NOTIFICATIONS).then(setIsAllowed, () => setIsAllowed(true));
  }, []);
  return isAllowed;
}
