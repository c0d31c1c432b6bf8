/** The backup page's door to all of it, loaded when a button is pressed. */

export type { Counts } from './bring';
export { type Draft, newDraft, sweepDrafts, whileNeeded } from './disk';
export { exportBackup, prepareBackup, type Ready } from './export';
export { importBackup } from './import';
export type { Choice } from './record';
export type { Written } from './write';
