/** What can be done with a result and with the form. The functions never change: no item is drawn anew for them. */
import { createContext, useContext } from 'react';
import type { KeptFile } from '../../lib/files/record';
import type { Job, Order } from '../../lib/jobs/record';

export interface StudioActions {
  /** Sends an order that repeats, continues or otherwise follows from a job. */
  order(order: Order): Promise<void>;
  /** The prompt stands in the form again, beside what was answered. */
  edit(job: Job): void;
  /** The next turn follows this one. */
  goOn(job: Job): void;
  use(picture: KeptFile): void;
  /** A model in 3D is made from it: it stands on that form, and that form is shown. */
  make3d(picture: KeptFile): Promise<void>;
}

const nothing = () => {};

/** A result is shown where there is no form to do anything with it. */
export const NO_FORM: StudioActions = {
  order: async () => {},
  edit: nothing,
  goOn: nothing,
  use: nothing,
  make3d: async () => {},
};

const ActionsContext = createContext(NO_FORM);
export const ActionsProvider = ActionsContext.Provider;
export const useStudio = (): StudioActions => useContext(ActionsContext);
