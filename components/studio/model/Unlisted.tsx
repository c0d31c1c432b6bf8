import { Button } from '../../ui/Button';
import type { ChosenModelProps } from './ChosenModel';
import type { Entry } from './search';
import { models } from './words';

/** A model that is not on its list (any more), and those that come close to it. */
export function Unlisted({ choice, entries, store }: Pick<ChosenModelProps, 'choice' | 'entries' | 'store'>) {
  const { face } = choice.payer;
  const near = nearTo(choice.id, face.id, entries);
  return (
    <div className="flex flex-wrap items-center gap-1">
      <p className="w-full">{models.unlisted(choice.id, face.name)}</p>
      {near.length > 0 && <span>{models.near}</span>}
      {near.map(({ provider, model }) => (
        <Button
          key={`${provider} ${model.id}`}
          size="small"
          onClick={() => store.change({ provider, model: model.id, keyId: undefined })}
        >
          {model.name}
        </Button>
      ))}
    </div>
  );
}

/** Others whose ids share the most with one that is not on the list any more. */
export function nearTo(id: string, provider: string, entries: readonly Entry[]): readonly Entry[] {
  const parts = partsOf(id);
  const scored = entries.map((entry) => {
    const own = partsOf(entry.model.id);
    const shared = [...parts].filter((part) => own.has(part)).length;
    return { entry, score: shared / Math.max(1, parts.size) + (entry.provider === provider ? 0.1 : 0) };
  });
  return scored
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ entry }) => entry);
}

const partsOf = (id: string): ReadonlySet<string> =>
  new Set(
    id
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean),
  );
