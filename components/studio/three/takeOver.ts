/** A picture that was made here becomes the front of a model. What stood on that form besides stays. */
import type { KeptFile } from '../../../lib/files/record';
import type { FormStore } from '../form';
import { readDraft } from '../stored';
import { readBlob } from '../useFileUrl';
import { preparePicture } from './pictures';
import { withPicture } from './views';

export async function takeOver(store: FormStore, picture: KeptFile): Promise<void> {
  // A file of its own: the result that it came from may be removed.
  const own = await preparePicture(await readBlob(picture), picture.name);
  if (!store.get().isRead) store.adopt(await readDraft(store.make));
  store.change(withPicture(store.get(), 'front', own));
}
