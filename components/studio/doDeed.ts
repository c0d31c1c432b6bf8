/** Somebody came from another page to do something with a result: it stands on the form, and nothing is sent. */
import { toProblem } from '../../lib/core/problem';
import type { Pointed } from '../../lib/session/pointed';
import { loadJobReads } from '../hooks/useJobs';
import { toast } from '../ui/toasts';
import type { Form, FormStore } from './form';
import { toEdit, toFollow, withFile } from './order';
import { makingWordsFor } from './problems';
import type { Stores } from './Studio';
import { readDraft } from './stored';

/** The studio comes and goes while its page stays. */
const done = new WeakSet<Pointed>();

export async function doDeed(pointed: Pointed, stores: Stores): Promise<void> {
  if (done.has(pointed)) return;
  done.add(pointed);
  try {
    await tryDeed(pointed, stores);
  } catch (error) {
    toast(makingWordsFor(toProblem(error)).what);
  }
}

async function tryDeed({ id, deed, fileId }: Pointed, stores: Stores): Promise<void> {
  const job = await (await loadJobReads()).findJob(id);
  if (!job) return;
  const { make, provider, model } = job.request;
  const store = stores[make];
  const picture = job.state.images.find((file) => file.id === fileId);
  // As it was answered: with the same model, as long as there is one.
  if (deed === 'go-on') return put(store, () => ({ ...toFollow(job), provider, model }));
  if (deed === 'again') return put(store, () => toEdit(job));
  if (!picture) return;
  if (deed === 'use') return put(store, (form) => withFile(form, picture));
  await (await import('./three/takeOver')).takeOver(stores.model3d, picture);
}

/** Beside what was left on that form. */
async function put(store: FormStore, next: (form: Form) => Partial<Form>): Promise<void> {
  if (!store.get().isRead) store.adopt(await readDraft(store.make));
  store.change(next(store.get()));
  store.flush();
}
