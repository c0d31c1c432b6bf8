import { createElement, Fragment, type ReactNode } from 'react';

/** Pieces that stand where they stand: they need no keys, since none ever moves. */
export const inOrder = (pieces: readonly ReactNode[]): ReactNode => createElement(Fragment, null, ...pieces);
