/** What models are called, as their lists say it. */
import type { ModelList } from '../../lib/models/record';

interface Asked {
  readonly provider: string;
  readonly model: string;
}

export const nameKey = ({ provider, model }: Asked): string => `${provider} ${model}`;

export const namesOf = (lists: readonly ModelList[]): ReadonlyMap<string, string> =>
  new Map(
    lists.flatMap(({ provider, models }) =>
      models.map(({ id, name }) => [nameKey({ provider, model: id }), name] as const),
    ),
  );
