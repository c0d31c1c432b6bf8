import { useEffect, useState } from 'react';
import { findLack, type Lack } from '../../../lib/files/room';
import { Notice } from '../../ui/Notice';
import { useAsked } from './useBalance';
import { rooms } from './words';

/** Said before anything is paid for. It forbids nothing: most models are smaller, and what is made waits at its service. */
export function Room() {
  const { jobs } = useAsked();
  const [lack, setLack] = useState<Lack>();
  // What ends may have filled the disk; what is deleted leaves the list.
  const state = jobs.map(({ request, state: { place } }) => `${request.id} ${place}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when that changes, and not for each percent
  useEffect(() => {
    let isGone = false;
    void findLack().then((found) => !isGone && setLack(found));
    return () => {
      isGone = true;
    };
  }, [state]);
  if (!lack) return null;
  return (
    <div role="status">
      <Notice tone="warn" title={rooms.short(lack.free)}>
        {rooms.next(lack.needed)}
      </Notice>
    </div>
  );
}
