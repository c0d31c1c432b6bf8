import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useArrival } from '../hooks/useArrival';

interface PageProps {
  /** Its heading, and what the tab is called. */
  readonly name: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page of the options. */
export function Page({ name, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, 'anywhere', name);
  useLayoutEffect(() => {
    document.title = `${name} · Firekeep`;
  }, [name]);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold">
          {name}
        </h1>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
