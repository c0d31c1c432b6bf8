import { KeyRound } from 'lucide-react';
import { Page } from '../app/Page';
import { EmptyState } from '../ui/EmptyState';

/** Holds the place of the page until its pieces stand. */
export const KeysPage = () => (
  <Page name="Keys">
    <EmptyState icon={KeyRound} title="No keys yet" />
  </Page>
);
