/** A conversation as `generateContent` wants it: contents made of parts, instruction and tools apart. */
import type { TextInput, Turn } from '../../makes';
import { asArray, at } from '../../wire/read';
import { answered, asArguments, echoOf } from '../../wire/stream';
import { effortsOf } from './models';

export const bodyOf = (input: TextInput) => ({
  ...(input.system ? { systemInstruction: { parts: [{ text: input.system }] } } : {}),
  contents: contentsOf(input),
  ...(input.tools.length
    ? {
        tools: [
          {
            functionDeclarations: input.tools.map(({ name, description, parameters }) => ({
              name,
              description,
              parametersJsonSchema: parameters,
            })),
          },
        ],
      }
    : {}),
  generationConfig: {
    maxOutputTokens: input.maxTokens,
    ...(input.temperature === undefined ? {} : { temperature: input.temperature }),
    ...thinkingOf(input),
  },
});

function contentsOf(input: TextInput) {
  // A result names its call only where the service had named it.
  let ids: ReadonlySet<unknown> = new Set();
  return answered(input.turns).flatMap((turn) => {
    const parts = asArray(echoOf(turn, input, 'gemini')) ?? partsOf(turn, input.model, ids);
    if (turn.by === 'model') ids = new Set(parts.map((part) => at(part, 'functionCall', 'id')));
    return parts.length ? [{ role: turn.by === 'model' ? 'model' : 'user', parts }] : [];
  });
}

/** Nobody signed the thoughts behind the calls of another model; this is taken instead of a signature. */
const UNSIGNED = { thoughtSignature: 'skip_thought_signature_validator' };

function partsOf(turn: Turn, model: string, ids: ReadonlySet<unknown>): readonly object[] {
  if (turn.by === 'tools')
    return turn.results.map(({ id, name, content, isError }) => ({
      functionResponse: {
        ...(ids.has(id) ? { id } : {}),
        name,
        response: isError ? { error: content } : { output: content },
      },
    }));
  const said = turn.text ? [{ text: turn.text }] : [];
  if (turn.by === 'person')
    return [
      ...turn.pictures.map(({ media, base64 }) => ({ inlineData: { mimeType: media, data: base64 } })),
      ...said,
    ];
  const calls = turn.calls.map(({ id, name, args }, at) => ({
    functionCall: { id, name, args: asArguments(args) },
    ...(at === 0 && !/^gemini-[12]/.test(model) ? UNSIGNED : {}),
  }));
  return [...said, ...calls];
}

/** The older models are given a number of tokens. */
const BUDGETS: Readonly<Record<string, number>> = { none: 0, low: 1024, medium: 8192, high: 24_576 };

/** What was thought is shown, where the model thinks at all. */
function thinkingOf({ model, known, effort }: TextInput) {
  if (!(known ? known.efforts : effortsOf(model))?.length) return {};
  const includeThoughts = effort !== 'none';
  if (!effort) return { thinkingConfig: { includeThoughts } };
  const budget = /^gemini-2/.test(model) ? BUDGETS[effort] : undefined;
  const told = budget === undefined ? { thinkingLevel: effort.toUpperCase() } : { thinkingBudget: budget };
  return { thinkingConfig: { includeThoughts, ...told } };
}
