import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface PageProps {
  /** Its heading, and what the tab is called. */
  readonly name: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

let isFirst = true;

/** One page of the options: its heading takes the focus when somebody came here by the navigation. */
export function Page({ name, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${name} · Firekeep`;
    if (!isFirst) heading.current?.focus();
    isFirst = false;
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
