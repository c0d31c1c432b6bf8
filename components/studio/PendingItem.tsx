import type { Order } from '../../lib/jobs/record';
import { Progress } from '../ui/Progress';
import { FileChips } from './FileChips';
import { ItemFrame, Prompt } from './ItemFrame';
import { progress, words } from './words';

/** Asked for in this moment: nothing of it is in the database yet. */
export const PendingItem = ({ order }: { readonly order: Order }) => (
  <ItemFrame>
    <Prompt text={order.prompt} />
    <FileChips files={order.files} label={words.prompt.attached} />
    <Progress label={progress.asking} />
  </ItemFrame>
);
