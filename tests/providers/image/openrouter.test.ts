import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/openrouter';
import { standIn } from '../../harness/stand-ins/openrouter';
import { imageErrors } from '../../harness/stand-ins/openrouter/image-errors';
import { textOf } from '../making';
import {
  assertSecretKept,
  doneOf,
  failedOf,
  mediaIn,
  outcomeOf,
  paintingWith,
  reference,
  thrown,
} from './painting';

const GPT = 'openai/gpt-image-2';
const GEMINI = 'google/gemini-3-pro-image';
const FLUX = 'black-forest-labs/flux.2-klein-4b';
const CHAT = 'google/gemini-2.5-flash-image';
const begin = (cutInto?: readonly number[]) => paintingWith(wire, standIn, cutInto);

describe('the list', () => {
  it('makes the form out of what each model can do', async () => {
    const { maker, call } = begin();
    const models = await maker.models(call);
    const find = (id: string) => models.find((model) => model.id === id);
    expect(find(GPT)).toMatchObject({
      name: 'OpenAI: GPT Image 2',
      makes: ['image'],
      takes: ['text', 'image'],
      route: 'images',
      hasPreviews: true,
      maxReferences: 16,
      isModerated: true,
      price: { input: '0.000005', output: '0.00003' },
    });
    expect(find(GPT)?.options).toEqual([
      { name: 'aspect_ratio', is: 'choice', values: ['1:1', '3:2', '2:3', 'auto'] },
      { name: 'quality', is: 'choice', values: ['auto', 'low', 'medium', 'high'] },
      { name: 'background', is: 'choice', values: ['auto', 'opaque'] },
      { name: 'output_format', is: 'choice', values: ['png', 'jpeg', 'webp'] },
      { name: 'output_compression', is: 'range', min: 0, max: 100 },
      { name: 'n', is: 'range', min: 1, max: 10 },
      { name: 'seed', is: 'seed' },
    ]);
    // `size` would contradict the other two, and there is nothing to choose about one picture.
    expect(find(GEMINI)?.options?.map(({ name }) => name)).toEqual(['aspect_ratio', 'resolution']);
    expect(find('meta/muse-image')).toMatchObject({ options: [] });
    expect(find('meta/muse-image')?.price).toBeUndefined();
    expect(find('recraft/recraft-v4.1-vector')?.price?.request).toBe('0.08');
    expect(find(CHAT)).toMatchObject({ route: 'chat', makes: ['text', 'image'], goneOn: '2027-01-31' });
    expect(Math.min(...models.map(({ rank }) => rank ?? 9))).toBe(find(FLUX)?.rank);
  });
});

describe('the price of one picture', () => {
  it.each([
    [FLUX, '0.014'],
    // The dearest of those who may be chosen to paint it.
    ['recraft/recraft-v4.1-vector', '0.3'],
    // Whoever counts tokens may be chosen as well.
    [GEMINI, undefined],
    ['meta/muse-image', undefined],
    ['nobody/knows?x=1', undefined],
  ])('%s: %s', async (model, usd) => {
    const painting = begin();
    expect(await painting.maker.price?.(model, painting.call)).toBe(usd);
    expect(painting.heard.map(({ method }) => method)).toEqual(['GET']);
    expect(painting.heard[0]?.path).toMatch(/^\/api\/v1\/images\/models\/.+\/endpoints$/);
  });
});

describe('a picture', () => {
  it('comes whole, with what it cost and its handle', async () => {
    const painting = begin();
    const step = await painting.start(FLUX, 'A kettle', {
      options: { aspect_ratio: '16:9', seed: 7, quality: 'high' },
    });
    expect(mediaIn(step)).toEqual(['image/png']);
    expect(doneOf(step)).toMatchObject({ costUsd: '0.014', tokens: { input: 19, output: 4096 } });
    expect(doneOf(step).generationId).toMatch(/^gen-img-/);
    expect(painting.deltas).toEqual([{ is: 'generation', id: doneOf(step).generationId }]);
    expect(painting.posted()).toEqual({ model: FLUX, prompt: 'A kettle', aspect_ratio: '16:9', seed: 7 });
    expect(painting.billed()).toBe(1);
    assertSecretKept(painting, standIn);
  });

  it('is what its bytes say, whatever was asked for', async () => {
    expect(mediaIn(await begin().start(GEMINI, 'A kettle', { options: { resolution: '2K' } }))).toEqual([
      'image/jpeg',
    ]);
  });

  it('may be several', async () => {
    const painting = begin();
    const step = await painting.start(GPT, 'Kettles', { options: { n: 3, output_format: 'webp' } });
    expect(mediaIn(step)).toEqual(['image/webp', 'image/webp', 'image/webp']);
    expect(painting.posted()).toEqual({ model: GPT, prompt: 'Kettles', n: 3, output_format: 'webp' });
  });

  it('is made after others', async () => {
    const painting = begin();
    mediaIn(await painting.start(GPT, 'Like this', { references: [reference()] }));
    expect(painting.posted().input_references).toEqual([
      { type: 'image_url', image_url: { url: `data:image/png;base64,${reference().base64}` } },
    ]);
  });

  it('by a model that no list knows is asked for all the same', async () => {
    const painting = begin();
    const step = await painting.start('unlisted/model', 'A kettle', { options: { n: 4 } });
    expect(outcomeOf(step)).toBe('model-gone none');
    expect(painting.posted()).toEqual({ model: 'unlisted/model', prompt: 'A kettle' });
  });
});

describe('in a stream', () => {
  it('previews come first, at whatever bytes it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        async (cut) => {
          const painting = begin(cut);
          const step = await painting.start(GPT, 'A kettle');
          expect(mediaIn(step)).toEqual(['image/png']);
          expect(doneOf(step).costUsd).toBe('0.014');
          expect(painting.deltas.map(({ is }) => is)).toEqual(['generation', 'preview', 'preview']);
          expect(painting.posted()).toEqual({ model: GPT, prompt: 'A kettle', stream: true });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('large ones too, and without the last word', async () => {
    const painting = begin();
    expect(mediaIn(await painting.start(GPT, 'A kettle quirks=large,no-done'))).toEqual(['image/png']);
    const [, preview] = painting.deltas;
    expect(preview?.is === 'preview' && preview.bytes.length).toBeGreaterThan(1_200_000);
  });

  it('an error costs nothing: all or nothing', async () => {
    const painting = begin();
    expect(outcomeOf(await painting.start(GPT, 'error=failed@1'))).toBe('provider-failed none');
    expect(outcomeOf(await painting.start(GPT, 'error=blocked@0'))).toBe('moderated none');
    expect(painting.billed()).toBe(0);
  });
});

describe('in a conversation', () => {
  it('the picture comes beside the words', async () => {
    const painting = begin();
    const step = await painting.start(CHAT, 'A kettle', {
      options: { aspect_ratio: '16:9', image_size: '2K', n: 2 },
      references: [reference()],
    });
    expect(mediaIn(step)).toEqual(['image/png']);
    expect(doneOf(step)).toMatchObject({ text: 'Here you go', costUsd: '0.014' });
    expect(textOf(painting.deltas)).toBe('Here you go');
    expect(painting.posted()).toMatchObject({
      modalities: ['image', 'text'],
      image_config: { aspect_ratio: '16:9', image_size: '2K' },
      max_tokens: 8192,
    });
  });

  it('also when the answer comes whole', async () => {
    expect(mediaIn(await begin().start(CHAT, 'A kettle quirks=whole'))).toEqual(['image/png']);
  });

  it('words alone are no picture, and were paid', async () => {
    const step = failedOf(await begin().start(CHAT, 'A kettle end=refusal'));
    expect(step).toMatchObject({
      problem: { code: 'no-picture', values: { said: 'I cannot paint that.' } },
      charge: 'charged',
      costUsd: '0.014',
    });
    const filtered = await begin().start(CHAT, 'A kettle end=refusal quirks=filtered');
    expect(outcomeOf(filtered)).toBe('moderated charged');
  });

  it('too little money on the key is its limit', async () => {
    expect(outcomeOf(await begin().start(CHAT, 'error=one-dollar'))).toBe('key-limit none key:limit');
  });
});

describe('afterwards', () => {
  it('the cost is told by the handle, once the service knows it', async () => {
    const { start, maker, call } = begin();
    const id = doneOf(await start(FLUX, 'A kettle')).generationId ?? '';
    expect(await maker.findCost?.(id, call)).toBeUndefined();
    expect(await maker.findCost?.(id, call)).toEqual({
      generationId: id,
      costUsd: '0.014',
      tokens: { input: 19, output: 4096 },
    });
    expect(await maker.findCost?.('gen-never', call)).toBeUndefined();
  });

  it('the key tells what it spent in all', async () => {
    const { maker, call } = begin();
    expect(await maker.spent?.(call)).toBe('1.25');
  });
});

const OUTCOMES: Readonly<Record<keyof typeof imageErrors, string>> = {
  'bad-request': 'bad-request none',
  zod: 'bad-request none',
  'not-a-model': 'model-gone none',
  unsupported: 'not-supported none',
  blocked: 'moderated none',
  'wrong-key': 'key-rejected none key:rejected',
  'never-bought': 'no-credit none key:credit',
  'no-credit': 'no-credit none key:credit',
  'in-flight': 'in-flight none again after 2000',
  'one-dollar': 'key-limit none key:limit',
  'key-limit': 'key-limit none key:limit',
  budget: 'key-limit none key:limit',
  flagged: 'moderated none',
  guardrail: 'not-allowed none key:forbidden',
  'no-endpoints': 'not-supported none',
  'data-policy': 'data-policy none',
  timeout: 'provider-slow unknown',
  'too-large': 'too-long none',
  upstream: 'rate-limited none again after 3000',
  daily: 'daily-limit none key:limit',
  server: 'provider-failed unknown',
  failed: 'provider-failed none',
  proxy: 'provider-failed unknown',
  unavailable: 'provider-busy none again after 4000',
  slow: 'provider-slow unknown',
  overloaded: 'provider-busy unknown',
};

describe('a refusal', () => {
  it.each(Object.keys(imageErrors))('%s', async (name) => {
    const painting = begin();
    expect(outcomeOf(await painting.start(FLUX, `error=${name}`))).toBe(OUTCOMES[name]);
    expect(painting.billed()).toBe(0);
  });

  it('says what the service said', async () => {
    expect(failedOf(await begin().start(FLUX, 'error=blocked')).problem.values?.said).toBe(
      'Gemini blocked this request through content moderation.',
    );
  });
});

describe('what was paid and did not arrive is thrown', () => {
  it.each([
    [FLUX, 'drop@0', 'no-connection'],
    [FLUX, 'drop@1', 'no-connection'],
    [FLUX, 'quirks=truncated', 'answer-malformed'],
    [FLUX, 'quirks=html', 'answer-malformed'],
    [FLUX, 'quirks=empty', 'answer-malformed'],
    [GPT, 'drop@0', 'no-connection'],
    [GPT, 'drop@2', 'no-connection'],
    [GPT, 'quirks=cut', 'stream-cut'],
    [CHAT, 'drop@1', 'no-connection'],
    [CHAT, 'quirks=cut', 'stream-cut'],
  ])('%s %s', async (model, prompt, code) => {
    const painting = begin();
    expect(await thrown(painting.start(model, prompt))).toBe(code);
    expect(painting.billed()).toBe(1);
    expect(painting.heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});
