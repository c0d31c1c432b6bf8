import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/openai';
import { standIn } from '../../harness/stand-ins/openai';
import { imageErrors } from '../../harness/stand-ins/openai/image-errors';
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

const FLARE = 'gpt-image-2.5-flare';
const OLDER = 'gpt-image-2';
const begin = (cutInto?: readonly number[]) => paintingWith(wire, standIn, cutInto);

describe('the list', () => {
  it('holds what paints today, also what the service left out', async () => {
    const { maker, call } = begin();
    const models = await maker.models(call);
    expect(models.map(({ id }) => id)).toEqual([
      OLDER,
      'gpt-image-2-2026-04-21',
      'gpt-image-1.5',
      FLARE,
      'gpt-image-2.5-sunburst',
    ]);
    const [older, snapshot, dying, flare] = models;
    expect(older?.price).toEqual({
      input: '0.000005',
      output: '0.00003',
      image: '0.053',
      asOf: '2026-10-02',
    });
    expect(snapshot?.price).toEqual(older?.price);
    expect(flare?.price).toEqual({ input: '0.000005', output: '0.00003', asOf: '2026-10-02' });
    expect(dying?.goneOn).toBe('2026-12-01');
    expect(flare?.options?.find(({ name }) => name === 'quality')?.values).toContain('max');
    expect(older?.options?.find(({ name }) => name === 'quality')?.values).not.toContain('max');
    // What was not listed may be refused, so it is not the first choice.
    expect(Math.min(...models.map(({ rank }) => rank ?? 9))).toBe(older?.rank);
  });
});

describe('a picture', () => {
  it('comes whole, with its tokens and its handle', async () => {
    const painting = begin();
    const step = await painting.start(OLDER, 'A kettle');
    expect(mediaIn(step)).toEqual(['image/png']);
    expect(doneOf(step)).toMatchObject({ tokens: { input: 12, output: 1056 } });
    expect(painting.deltas).toEqual([{ is: 'generation', id: doneOf(step).generationId }]);
    expect(doneOf(step).costUsd).toBeUndefined();
    expect(painting.posted()).toEqual({ model: OLDER, prompt: 'A kettle', quality: 'medium' });
    expect(painting.billed()).toBe(1);
    assertSecretKept(painting, standIn);
  });

  it('as it was chosen, and nothing that this model does not know', async () => {
    const painting = begin();
    const options = {
      size: '2560x1440',
      quality: 'high',
      n: 2,
      output_format: 'webp',
      output_compression: 60,
      background: 'transparent',
      moderation: 'low',
      seed: 4,
      response_format: 'url',
      partial_images: 2,
    };
    expect(mediaIn(await painting.start(OLDER, 'Kettles', { options }))).toEqual([
      'image/webp',
      'image/webp',
    ]);
    const { seed: _, response_format: __, partial_images: ___, ...sent } = options;
    expect(painting.posted()).toEqual({ model: OLDER, prompt: 'Kettles', ...sent });
    // A choice that another model offers.
    const step = await painting.start('gpt-image-1.5', 'A kettle', {
      options: { size: '2560x1440', quality: 'max' },
    });
    expect(mediaIn(step)).toHaveLength(1);
    expect(painting.posted()).toEqual({ model: 'gpt-image-1.5', prompt: 'A kettle' });
  });

  it('is not compressed where the format knows no such thing', async () => {
    const painting = begin();
    await painting.start(OLDER, 'A kettle', { options: { output_compression: 50 } });
    expect(painting.posted()).not.toHaveProperty('output_compression');
  });

  it('is made after others', async () => {
    const painting = begin();
    const step = await painting.start(OLDER, 'Like this', {
      references: [reference(), reference()],
      options: { moderation: 'low', size: '1024x1024' },
    });
    expect(mediaIn(step)).toEqual(['image/png']);
    expect(painting.heard.at(-1)?.path).toBe('/v1/images/edits');
    const url = `data:image/png;base64,${reference().base64}`;
    expect(painting.posted()).toEqual({
      model: OLDER,
      prompt: 'Like this',
      quality: 'medium',
      size: '1024x1024',
      images: [{ image_url: url }, { image_url: url }],
    });
  });

  it('by an id typed by hand has the form of its family', async () => {
    const painting = begin();
    const input = await painting.input(FLARE, 'A kettle', { options: { quality: 'max' } });
    mediaIn(await painting.maker.start({ ...input, known: undefined }, painting.call));
    expect(painting.posted()).toEqual({ model: FLARE, prompt: 'A kettle', quality: 'max' });
    expect(outcomeOf(await painting.start('gpt-image-1', 'A kettle'))).toBe('model-gone none');
  });
});

describe('in a stream', () => {
  it.each([[[]], [[reference()]]])(
    'previews come first, at whatever bytes it is cut (%#)',
    async (references) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
          async (cut) => {
            const painting = begin(cut);
            const step = await painting.start(OLDER, 'A kettle', {
              references,
              options: { partial_images: 2 },
            });
            expect(mediaIn(step)).toEqual(['image/png']);
            expect(doneOf(step).tokens).toEqual({ input: 12, output: 1056 });
            expect(painting.deltas.map(({ is }) => is)).toEqual(['generation', 'preview', 'preview']);
            expect(painting.posted()).toMatchObject({ stream: true, partial_images: 2 });
          },
        ),
        { numRuns: 20 },
      );
    },
  );

  it('fewer may come than were asked for', async () => {
    const painting = begin();
    mediaIn(await painting.start(OLDER, 'quirks=fewer', { options: { partial_images: 3 } }));
    expect(painting.deltas.filter(({ is }) => is === 'preview')).toHaveLength(2);
  });

  it.each([
    ['blocked', 'moderated unknown'],
    ['blocked-before', 'moderated none'],
    ['server', 'provider-failed unknown'],
  ])('a refusal in it: %s', async (name, outcome) => {
    const step = await begin().start(OLDER, `error=${name}@1`, { options: { partial_images: 1 } });
    expect(outcomeOf(step)).toBe(outcome);
  });
});

const OUTCOMES: Readonly<Record<string, string>> = {
  blocked: 'moderated unknown',
  'blocked-before': 'moderated none',
  'blocked-after': 'moderated unknown',
  'unknown-parameter': 'bad-request none',
  'invalid-value': 'bad-request none',
  'hard-limit': 'no-credit none key:credit',
  'no-quota': 'no-credit none key:credit',
  'wrong-key': 'key-rejected none key:rejected',
  'missing-scopes': 'not-allowed none key:forbidden',
  unverified: 'not-allowed none key:forbidden',
  'no-model': 'model-gone none',
  rate: 'rate-limited none again after 12000',
  'rate-soon': 'rate-limited none again after 467',
  server: 'provider-failed unknown',
  proxy: 'provider-failed unknown',
  busy: 'provider-busy unknown',
};

describe('a refusal', () => {
  it.each(Object.keys(imageErrors))('%s', async (name) => {
    const painting = begin();
    expect(outcomeOf(await painting.start(OLDER, `error=${name}`))).toBe(OUTCOMES[name]);
    expect(painting.billed()).toBe(0);
  });

  it('says what the service said', async () => {
    expect(failedOf(await begin().start(OLDER, 'error=blocked')).problem.values?.said).toBe(
      'Your request was rejected by the safety system.',
    );
  });
});

describe('what was paid and did not arrive is thrown', () => {
  it.each([
    ['drop@0', 0, 'no-connection'],
    ['drop@1', 0, 'no-connection'],
    ['quirks=truncated', 0, 'answer-malformed'],
    ['quirks=html', 0, 'answer-malformed'],
    ['quirks=empty', 0, 'answer-malformed'],
    ['drop@0', 2, 'no-connection'],
    ['drop@1', 2, 'no-connection'],
    ['quirks=cut', 2, 'stream-cut'],
  ])('%s with %i previews', async (prompt, partial_images, code) => {
    const painting = begin();
    expect(await thrown(painting.start(OLDER, prompt, { options: { partial_images } }))).toBe(code);
    expect(painting.billed()).toBe(1);
    expect(painting.heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});
