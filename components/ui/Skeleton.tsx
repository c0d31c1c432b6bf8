/** Holds the place of lines that are about to come. */
export function Skeleton({
  lines = 3,
  label = 'Loading',
}: {
  readonly lines?: number;
  readonly label?: string;
}) {
  return (
    <div role="status" aria-label={label} className="space-y-2">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <div
          key={line}
          className="h-4 animate-pulse rounded-sm bg-line last:w-2/3 motion-reduce:animate-none"
        />
      ))}
    </div>
  );
}
