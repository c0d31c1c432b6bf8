/** An update that waits to be installed: the browser says so when the test does. */
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { watchUpdates } from '../../entrypoints/background/update';

/** Returns the browser's word; `reload` is what the program does at last. */
export function playUpdate(reload: () => void): () => Promise<void> | undefined {
  let onUpdate: () => Promise<void> | undefined = () => undefined;
  fakeBrowser.runtime.reload = reload;
  fakeBrowser.runtime.onUpdateAvailable = {
    addListener: (listener: () => Promise<void>) => {
      onUpdate = listener;
    },
  } as unknown as typeof fakeBrowser.runtime.onUpdateAvailable;
  watchUpdates();
  return onUpdate;
}
