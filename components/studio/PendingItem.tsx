import type { Order } from '../../lib/jobs/record';
import { Progress } from '../ui/Progress';
import { Files } from './Files';
import { ItemFrame, Prompt } from './ItemFrame';
import { item, words } from './words';

/** Asked for in this moment: nothing of it is in the database yet. */
export const PendingItem = ({ order }: { readonly order: Order }) => (
  <ItemFrame id={order.id}>
    <Prompt text={order.prompt} />
    <Files files={order.files} label={words.prompt.attached} />
    <Progress label={item.asking} />
  </ItemFrame>
);
