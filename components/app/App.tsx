import type { ReactNode } from 'react';
import type { Page } from '../../lib/messages/contract';
import { Toasts } from '../ui/Toasts';
import { Gate } from './Gate';
import { SurfaceContext } from './surface';

interface AppProps {
  readonly surface: Page;
  /** What an open vault shows here. */
  readonly children: ReactNode;
}

/** The root of every page. */
export const App = ({ surface, children }: AppProps) => (
  <SurfaceContext value={surface}>
    <Gate>{children}</Gate>
    <Toasts />
  </SurfaceContext>
);
