import { type ReactNode, useId } from 'react';
import { Card } from '../ui/Card';

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId} className="space-y-3">
      <h2 id={titleId} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </Card>
  );
}
