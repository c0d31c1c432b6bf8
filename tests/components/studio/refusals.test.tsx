/** Whatever a service of text or pictures refuses with: an alert with a sentence of ours for it, and what it cost. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Ending } from '../../../components/studio/item/Ending';
import { endings } from '../../../components/studio/item/words';
import { makingCodes, makingWordsFor } from '../../../components/studio/problems';
import { newId } from '../../../lib/core/ids';
import { advance, newState } from '../../../lib/jobs/advance';
import type { Request, State } from '../../../lib/jobs/record';
import type { Failed } from '../../../lib/providers/makes';
import { allWires } from '../../../lib/providers/wires';
import { allStandIns } from '../../harness/stand-ins/all';
import { errorNames as anthropic } from '../../harness/stand-ins/anthropic/errors';
import { cerebrasErrors } from '../../harness/stand-ins/cerebras/errors';
import { deepseekErrors } from '../../harness/stand-ins/deepseek/errors';
import { submitErrors, workErrors } from '../../harness/stand-ins/fal/errors';
import { errorNames as gemini } from '../../harness/stand-ins/gemini/errors';
import { groqErrors } from '../../harness/stand-ins/groq/errors';
import { huggingfaceErrors } from '../../harness/stand-ins/huggingface/errors';
import { mistralErrors } from '../../harness/stand-ins/mistral/errors';
import { imageErrors as openaiImages } from '../../harness/stand-ins/openai/image-errors';
import { errorNames as openai } from '../../harness/stand-ins/openai/text-errors';
import { imageErrors as openrouterImages } from '../../harness/stand-ins/openrouter/image-errors';
import { textErrors as openrouterTexts } from '../../harness/stand-ins/openrouter/text';
import { createErrors, endings as replicateEnds } from '../../harness/stand-ins/replicate/errors';
import { imageErrors as stability } from '../../harness/stand-ins/stability/image-errors';
import { togetherErrors } from '../../harness/stand-ins/together/errors';
import { imageErrors as togetherImages } from '../../harness/stand-ins/together/image-errors';
import { errorNames as xai } from '../../harness/stand-ins/xai/errors';
import { finished, paintingWith } from '../../providers/image/painting';
import { answer, inputOf } from '../../providers/text/answering';

type Table = readonly string[] | object;
const namesIn = (table: Table): readonly string[] => (Array.isArray(table) ? table : Object.keys(table));

/** By provider: a model that every one of its errors can be asked of. */
const TEXTS: Readonly<Record<string, readonly [model: string, Table]>> = {
  anthropic: ['claude-haiku-5-5', anthropic],
  cerebras: ['gpt-oss-120b', cerebrasErrors],
  deepseek: ['deepseek-flash', deepseekErrors],
  gemini: ['gemini-3.5-flash', gemini],
  groq: ['openai/gpt-oss-120b', groqErrors],
  huggingface: ['openai/gpt-oss-120b', huggingfaceErrors],
  mistral: ['mistral-small-latest', mistralErrors],
  openai: ['gpt-6-luna', openai],
  openrouter: ['openai/gpt-6.1-sol', openrouterTexts],
  together: ['openai/gpt-oss-120b', togetherErrors],
  xai: ['grok-4.5', xai],
};
const IMAGES: Readonly<Record<string, readonly [model: string, Table]>> = {
  fal: ['fal-ai/flux/schnell', { ...submitErrors, ...workErrors }],
  openai: ['gpt-image-2', openaiImages],
  openrouter: ['openai/gpt-image-2', openrouterImages],
  replicate: ['black-forest-labs/flux-schnell', { ...createErrors, ...replicateEnds }],
  stability: ['core', stability],
  together: ['black-forest-labs/FLUX.2-pro', togetherImages],
};

function partsOf(provider: string) {
  const wire = allWires.find(({ id }) => id === provider);
  const standIn = allStandIns.find(({ id }) => id === provider);
  if (!wire || !standIn) throw new Error(`nobody plays ${provider}`);
  return { wire, standIn };
}

async function refusedText(provider: string, model: string, name: string): Promise<Failed | undefined> {
  const { wire, standIn } = partsOf(provider);
  const { result } = await answer(wire, standIn, inputOf(`error=${name}`, { model, maxTokens: 16_384 }));
  return result.is === 'failed' ? result : undefined;
}

async function refusedImage(provider: string, model: string, name: string): Promise<Failed | undefined> {
  const { wire, standIn } = partsOf(provider);
  const painting = paintingWith(wire, standIn);
  const step = await finished(painting, await painting.start(model, `error=${name}`));
  return step.is === 'failed' ? step : undefined;
}

const sending: State = { ...newState(), place: 'sending' };

const requestOf = (provider: string, make: 'text' | 'image'): Request => ({
  id: newId(),
  make,
  provider,
  keyId: newId(),
  keyName: 'Mine',
  keyHint: '',
  model: 'acme/talker',
  prompt: 'Hello',
  files: [],
  conversation: newId(),
  parent: null,
  chosen: {},
  atMs: Date.now(),
  jobKey: '',
});

/** As it stands in the result, with nothing of the browser around it. */
const shown = (request: Request, failed: Failed): string => {
  const state = advance(sending, { is: 'failed', failed }, Date.now());
  return renderToStaticMarkup(<Ending job={{ n: 1, rev: 1, request, state }} payer={undefined} />);
};

const escaped = (words: string) => renderToStaticMarkup(words);

function expectAlert(request: Request, failed: Failed | undefined): void {
  if (!failed) throw new Error('it was not refused');
  const { problem, charge } = failed;
  expect(makingCodes).toContain(problem.code);
  const { what, means, next } = makingWordsFor(problem);
  const alert = shown(request, failed);
  expect(alert).toContain('role="alert"');
  for (const words of [what, `${means} ${next}`, endings.charge[charge]]) {
    expect(words).not.toMatch(/[{}]/);
    expect(alert).toContain(escaped(words));
  }
}

const rowsOf = (table: typeof TEXTS) =>
  Object.entries(table).flatMap(([provider, [model, names]]) =>
    namesIn(names).map((name) => [provider, name, model] as const),
  );

it('no maker is left out', () => {
  const makers = (make: 'text' | 'image') =>
    allWires.flatMap(({ id, makes }) => (makes?.[make] ? [id] : [])).sort();
  expect(Object.keys(TEXTS)).toEqual(makers('text'));
  expect(Object.keys(IMAGES)).toEqual(makers('image'));
});

describe('a refusal of an answer is said, with what it cost', () => {
  it.each(rowsOf(TEXTS))('%s: %s', async (provider, name, model) =>
    expectAlert(requestOf(provider, 'text'), await refusedText(provider, model, name)),
  );
});

describe('a refusal of a picture is said, with what it cost', () => {
  it.each(rowsOf(IMAGES))('%s: %s', async (provider, name, model) =>
    expectAlert(requestOf(provider, 'image'), await refusedImage(provider, model, name)),
  );
});
