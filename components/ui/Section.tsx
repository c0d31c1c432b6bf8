import { type ReactNode, useId } from 'react';
import { Card } from './Card';

interface SectionProps {
  readonly title: string;
  readonly id?: string | undefined;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page: a card with a heading that names it. */
export function Section({ title, id, actions, className = 'space-y-3', children }: SectionProps) {
  const titleId = useId();
  const heading = (
    <h2 id={titleId} className="text-lg font-semibold">
      {title}
    </h2>
  );
  return (
    <Card aria-labelledby={titleId} id={id} className={className}>
      {actions ? (
        <div className="flex flex-wrap items-center justify-between gap-2">
          {heading}
          {actions}
        </div>
      ) : (
        heading
      )}
      {children}
    </Card>
  );
}
