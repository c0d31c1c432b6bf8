import { newTurn } from '../core/turn';

/** Creating, erasing and mending the marker take turns: each would misread the other's middle. */
export const inLife = newTurn();
