import { Dialog } from '../../ui/Dialog';
import { Preview } from './Preview';
import { TakeText } from './TakeText';
import { useImport } from './useImport';
import { words } from './words';

/** Many keys at once: read, looked at, checked if wanted, and only then saved. */
export default function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const work = useImport();
  const { taken } = work;
  const isNothing = taken?.rows.length === 0;
  return (
    <Dialog size="wide" title={words.title} onClose={onClose}>
      {taken && !isNothing ? (
        <Preview work={work} taken={taken} onClose={onClose} />
      ) : (
        <TakeText work={work} isNothing={isNothing} onClose={onClose} />
      )}
    </Dialog>
  );
}
