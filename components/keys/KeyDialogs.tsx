import { lazy, Suspense, useEffect } from 'react';
import type { KeyListing } from '../../lib/keys/reads';
import { findGuide } from '../../lib/providers/guides';
import type { Opened } from './actions';

// Loaded when first used: the page itself needs none of them.
const AddDialog = lazy(() => import('./AddDialog'));
const EditDialog = lazy(() => import('./EditDialog'));
const ImportDialog = lazy(() => import('./import/ImportDialog'));
const NextDefaultDialog = lazy(() => import('./NextDefaultDialog'));
const RotateDialog = lazy(() => import('./rotate/RotateDialog'));
const SecretDialog = lazy(() => import('./SecretDialog'));

interface KeyDialogsProps {
  readonly opened: Opened | undefined;
  readonly listing: KeyListing;
  readonly onClose: () => void;
}

export const KeyDialogs = (props: KeyDialogsProps) => (
  <Suspense>
    <OneDialog {...props} />
  </Suspense>
);

function OneDialog({ opened, listing, onClose }: KeyDialogsProps) {
  if (!opened) return null;
  if (opened.what === 'add') return <AddDialog guide={opened.guide} onClose={onClose} />;
  if (opened.what === 'import') return <ImportDialog onClose={onClose} />;
  const record = listing.keys.find((key) => key.id === opened.id);
  // Removed for good meanwhile, perhaps in another page: nothing is left to do here.
  if (!record || record.removedAtMs !== null) return <Gone onClose={onClose} />;
  const shared = { record, onClose };
  const guide = findGuide(record.provider);
  if (opened.what === 'edit') return <EditDialog {...shared} guide={guide} />;
  if (opened.what === 'secret') return <SecretDialog {...shared} guide={guide} to={opened.to} />;
  const keys = listing.keys.filter((key) => key.provider === record.provider);
  if (opened.what === 'rotate') return guide ? <RotateDialog {...shared} guide={guide} keys={keys} /> : null;
  return <NextDefaultDialog {...shared} doing={opened.doing} keys={keys} />;
}

/** Otherwise the dialog would come back by itself with the key. */
function Gone({ onClose }: Pick<KeyDialogsProps, 'onClose'>) {
  useEffect(onClose, [onClose]);
  return null;
}
