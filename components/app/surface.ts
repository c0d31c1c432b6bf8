import { createContext, useContext } from 'react';
import type { Page } from '../../lib/messages/contract';

/** Which of our pages this is. */
export const SurfaceContext = createContext<Page>('options');
export const useSurface = (): Page => useContext(SurfaceContext);
