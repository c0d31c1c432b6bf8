import { type ReactNode, useId } from 'react';
import { Card } from '../ui/Card';

interface SectionProps {
  readonly title: string;
  readonly id?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, id, actions, children }: SectionProps) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId} id={id} className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </Card>
  );
}
