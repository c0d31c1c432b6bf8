import { newId } from '../core/ids';

/** This life of the background. Another one means that whatever was on its way then is not any more. */
export const BOOT = newId();
