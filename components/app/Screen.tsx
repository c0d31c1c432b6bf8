import type { ReactNode } from 'react';
import { Card } from '../ui/Card';
import { Mark } from './Brand';

interface ScreenProps {
  readonly title: ReactNode;
  /** One or two sentences under the heading. */
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}

/** The one thing that a page shows while there is no open vault: a card in the middle. */
export const Screen = ({ title, lead, children }: ScreenProps) => (
  <main className="flex min-h-dvh flex-col items-center px-4 py-8 sm:pt-[12vh]">
    <div className="w-full max-w-md space-y-4">
      <div className="flex items-center gap-3">
        <Mark size={40} />
        <h1 className="text-xl font-semibold">{title}</h1>
      </div>
      {lead && <div className="space-y-2 text-soft">{lead}</div>}
      {children && <Card className="space-y-4">{children}</Card>}
    </div>
  </main>
);
