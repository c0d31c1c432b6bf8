/** Lists as OpenAI made them a habit. The list of models proves a key and costs nothing. */
import type { Answer } from '../../http/answer';
import type { Fact, Report } from '../report';
import { asArray, asText, at } from './read';
import { count, finding, isOk, limited, works } from './verdicts';

/** Entries that each have an id; undefined when it is not such an array. */
export const asList = (value: unknown): readonly unknown[] | undefined => {
  const entries = asArray(value);
  return entries?.every((entry) => asText(at(entry, 'id'))) ? entries : undefined;
};

/** `{"object":"list","data":[…]}` */
export const findList = (answer: Answer): readonly unknown[] | undefined =>
  isOk(answer) && at(answer.json, 'object') === 'list' ? asList(at(answer.json, 'data')) : undefined;

/** An empty list proves the key too, but a key that sees no model makes nothing. */
export function judgeModels(models: readonly unknown[], facts: readonly (Fact | undefined)[] = []): Report {
  const more = { facts: [count('models', models.length, 'models'), ...facts] };
  return models.length === 0 ? limited(finding('no-models'), more) : works(more);
}
