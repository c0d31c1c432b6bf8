import type { ReactNode } from 'react';
import { AfterProvider, useLiveAfter } from './due';

/** All below know after how many days a secret is old. */
export const Ages = ({ children }: { readonly children: ReactNode }) => (
  <AfterProvider value={useLiveAfter()}>{children}</AfterProvider>
);
