/** The list as it is: aliases are entries of their own, and old ones say who follows them. */
import type { ModelRules } from '../../chat-strict';
import type { Said } from '../shape';

const entry = (id: string, context: number, over: object = {}, can: object = {}) => ({
  id,
  object: 'model',
  created: 1_790_000_000,
  owned_by: 'mistralai',
  capabilities: {
    completion_chat: true,
    function_calling: true,
    completion_fim: false,
    fine_tuning: false,
    vision: false,
    ocr: false,
    classification: false,
    ...can,
  },
  name: id,
  description: 'A model',
  max_context_length: context,
  aliases: [],
  deprecation: null,
  deprecation_replacement_model: null,
  default_model_temperature: 0.3,
  type: 'base',
  tomorrow: null,
  ...over,
});

export const mistralModels: Said = {
  status: 200,
  headers: { 'mistral-correlation-id': '01', 'access-control-allow-origin': '*' },
  body: {
    object: 'list',
    data: [
      entry('mistral-large-4', 1_048_576, {}, { vision: true }),
      entry('mistral-large-2512', 262_144, { aliases: ['mistral-large-latest'] }, { vision: true }),
      entry('mistral-large-latest', 262_144, { aliases: ['mistral-large-2512'] }, { vision: true }),
      entry('mistral-medium-latest', 262_144, { aliases: ['mistral-medium-3-5'] }),
      entry('mistral-small-latest', 262_144, {}, { vision: true }),
      entry('ministral-8b-latest', 131_072),
      entry('zai-glm-5-3', 200_000),
      entry('magistral-medium-2509', 40_960, {
        deprecation: '2026-12-31T12:00:00Z',
        deprecation_replacement_model: 'mistral-medium-latest',
      }),
      entry('mistral-embed', 8192, {}, { completion_chat: false, function_calling: false }),
    ],
  },
};

const large = { mostTokens: 262_144 };

export const RULES: Readonly<Record<string, ModelRules>> = {
  'mistral-large-4': { mostTokens: 1_048_576, efforts: ['low', 'medium', 'high'], sees: true },
  'mistral-large-2512': { ...large, sees: true },
  'mistral-large-latest': { ...large, sees: true },
  'mistral-medium-latest': { ...large, efforts: ['none', 'high'] },
  'mistral-small-latest': { ...large, efforts: ['none', 'high'], sees: true },
  'ministral-8b-latest': { mostTokens: 131_072 },
  'zai-glm-5-3': { mostTokens: 200_000, efforts: ['low', 'high', 'max'] },
  'magistral-medium-2509': { mostTokens: 40_960 },
};
