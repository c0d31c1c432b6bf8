import { inert } from '../answer/inert';
import { tools } from './words';

export const toolName = (name: string): string => tools.names[name] ?? inert(name);

/** What a tool is given, as the model wrote it; nothing of it is markup. */
export function Args({ args }: { readonly args: string }) {
  const entries = entriesOf(args);
  if (!entries) return <pre className={`${look} rounded-md bg-sunken p-2 font-mono`}>{inert(args)}</pre>;
  return (
    <dl className="space-y-1">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="text-sm text-soft">{tools.args[name] ?? inert(name)}</dt>
          <dd dir="auto" className={look}>
            {inert(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const look = 'whitespace-pre-wrap [overflow-wrap:anywhere]';

/** Undefined for what is no plain record. */
function entriesOf(args: string): readonly (readonly [string, string])[] | undefined {
  try {
    const value: unknown = JSON.parse(args === '' ? '{}' : args);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'string' ? one : JSON.stringify(one),
    ]);
  } catch {
    return undefined;
  }
}
