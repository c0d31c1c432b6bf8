import { destroyNow, favour, moveOut, restore } from '../../../lib/library/changes';
import { libraryDelete, libraryDestroy, libraryFavour, libraryRestore } from '../../../lib/messages/library';
import { answer, done, type Handler } from '../../../lib/messages/serve';

export const libraryHandlers: readonly Handler[] = [
  answer(libraryFavour, ({ ids, isFavourite }) => done(favour(ids, isFavourite))),
  answer(libraryDelete, ({ ids }) => moveOut(ids)),
  answer(libraryRestore, ({ ids }) => done(restore(ids))),
  answer(libraryDestroy, ({ ids }) => destroyNow(ids)),
];
