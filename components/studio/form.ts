/**
 * What stands on a form and was not sent. It is the page's own while somebody types, and sealed in the background
 * a moment later, so that closing, locking and an update take none of it.
 */
import { useSyncExternalStore } from 'react';
import { newId } from '../../lib/core/ids';
import type { KeptFile } from '../../lib/files/record';
import type { Chosen, Draft, Make, Order } from '../../lib/jobs/record';
import { ask } from '../../lib/messages/client';
import { draftsKeep } from '../../lib/messages/jobs';

export type View = NonNullable<Order['views']>[number];

export interface Form {
  readonly prompt: string;
  readonly files: readonly KeptFile[];
  /** In 3D: from where each of the files shows it. */
  readonly views: readonly View[];
  /** Chosen here; undefined: the one that was used last. */
  readonly provider: string | undefined;
  readonly model: string | undefined;
  /** Chosen for this job; undefined: the provider's default. */
  readonly keyId: string | undefined;
  readonly conversation: string;
  /** The turn that the next one follows. */
  readonly parent: string | null;
  readonly chosen: Chosen;
  /** A web page's words stand in the prompt: every tool asks then. */
  readonly hasPageText: boolean;
  /** What was kept is here. What is typed before that stays. */
  readonly isRead: boolean;
}

const KEEP_EVERY_MS = 300;

export class FormStore {
  /** While the page lives: the fold of the options stays as it was left. */
  isUnfolded = false;
  #form: Form;
  #isTouched = false;
  #isUnkept = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(readonly make: Make) {
    this.#form = {
      prompt: '',
      files: [],
      views: [],
      provider: undefined,
      model: undefined,
      keyId: undefined,
      conversation: newId(),
      parent: null,
      chosen: {},
      hasPageText: false,
      isRead: false,
    };
  }

  get = (): Form => this.#form;

  subscribe = (react: () => void): (() => void) => {
    this.#listeners.add(react);
    return () => this.#listeners.delete(react);
  };

  /** Somebody changed something. */
  change = (part: Partial<Form>): void => {
    this.#isTouched = true;
    this.#isUnkept = true;
    const next = { ...this.#form, ...part };
    this.#become(next.prompt === '' ? { ...next, hasPageText: false } : next);
    this.#timer ??= setTimeout(this.flush, KEEP_EVERY_MS);
  };

  /** What is kept, as long as nobody touched this form: the same draft may have come from another of our pages. */
  adopt(draft: Draft | undefined): void {
    const kept = draft && !this.#isTouched ? toForm(draft) : {};
    if (!this.#form.isRead || (draft && !this.#isTouched))
      this.#become({ ...this.#form, ...kept, isRead: true });
  }

  /** Now rather than in a moment: the page may be about to close. */
  flush = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isUnkept) return;
    this.#isUnkept = false;
    ask(draftsKeep, { make: this.make, draft: toDraft(this.#form) }).catch(() => {
      // The next change, or leaving the page, tries again.
      this.#isUnkept = true;
    });
  };

  #become(form: Form): void {
    this.#form = form;
    for (const listener of this.#listeners) listener();
  }
}

export const useForm = (store: FormStore): Form => useSyncExternalStore(store.subscribe, store.get);

const toForm = ({ conversation, parent, provider, model, keyId, hasPageText, views, ...rest }: Draft) => ({
  ...rest,
  views: views ?? [],
  provider,
  model,
  keyId,
  hasPageText: hasPageText === true,
  ...(conversation ? { conversation, parent: parent ?? null } : {}),
});

const toDraft = ({ files, views, provider, model, keyId, hasPageText, isRead: _, ...rest }: Form): Draft => ({
  ...rest,
  files: [...files],
  ...(views.length > 0 ? { views: [...views] } : {}),
  ...(hasPageText ? { hasPageText } : {}),
  ...(provider ? { provider } : {}),
  ...(model ? { model } : {}),
  ...(keyId ? { keyId } : {}),
});
