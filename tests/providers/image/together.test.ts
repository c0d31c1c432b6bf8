import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/together';
import { png } from '../../harness/picture-bytes';
import { standIn } from '../../harness/stand-ins/together';
import { imageModelIds } from '../../harness/stand-ins/together/image';
import { imageErrors } from '../../harness/stand-ins/together/image-errors';
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

const OWN = 'black-forest-labs/FLUX.2-dev';
const PRO = 'black-forest-labs/FLUX.2-pro';
const KONTEXT = 'black-forest-labs/FLUX.1-kontext-pro';
const begin = () => paintingWith(wire, standIn);

describe('the list', () => {
  it('holds what paints and nothing that talks, without prices that nobody told', async () => {
    const { maker, call } = begin();
    const models = await maker.models(call);
    expect(models.map(({ id }) => id)).toEqual(imageModelIds);
    expect(models.some(({ price }) => price)).toBe(false);
    const best = [...models].sort((a, b) => (a.rank ?? 9) - (b.rank ?? 9))[0];
    expect(best?.id).toBe(OWN);
    const names = (id: string) => models.find((model) => model.id === id)?.options?.map(({ name }) => name);
    expect(names(OWN)).toContain('steps');
    expect(names(PRO)).not.toContain('steps');
    expect(names(KONTEXT)).toContain('aspect_ratio');
    expect(names(KONTEXT)).not.toContain('width');
  });
});

describe('a picture', () => {
  it('comes inside the answer', async () => {
    const painting = begin();
    const step = await painting.start(PRO, 'A kettle');
    expect(mediaIn(step)).toEqual(['image/jpeg']);
    expect(doneOf(step).costUsd).toBeUndefined();
    expect(painting.posted()).toEqual({ model: PRO, prompt: 'A kettle', response_format: 'base64' });
    expect(painting.billed()).toBe(1);
    assertSecretKept(painting, standIn);
  });

  it('as it was chosen, in the order of the numbers, and nothing that this model does not know', async () => {
    const painting = begin();
    const options = {
      width: '1216',
      height: '832',
      n: 3,
      seed: 7,
      output_format: 'png',
      steps: 30,
      negative_prompt: 'dogs',
    };
    const step = await painting.start(PRO, 'Kettles', { options });
    expect(mediaIn(step)).toEqual(['image/png', 'image/png', 'image/png']);
    // Their colours follow their numbers, and the service sends them the other way round.
    const [first, second] = doneOf(step).images;
    const number = (image: typeof first) =>
      Array.from({ length: 64 }, (_, at) => at).find(
        (at) => image && 'bytes' in image && Buffer.from(image.bytes).equals(Buffer.from(png(at))),
      );
    expect((number(second) ?? 0) - (number(first) ?? 0)).toBe(1);
    const { steps: _, negative_prompt: __, ...sent } = options;
    expect(painting.posted()).toEqual({
      model: PRO,
      prompt: 'Kettles',
      ...sent,
      width: 1216,
      height: 832,
      response_format: 'base64',
    });
    mediaIn(await painting.start(OWN, 'A kettle', { options }));
    expect(painting.posted()).toMatchObject({ steps: 30 });
  });

  it('is made after others, each family in its own field', async () => {
    const painting = begin();
    const url = `data:image/png;base64,${reference().base64}`;
    mediaIn(
      await painting.start(KONTEXT, 'Like this', {
        references: [reference()],
        options: { aspect_ratio: '16:9' },
      }),
    );
    expect(painting.posted()).toMatchObject({ image_url: url, aspect_ratio: '16:9' });
    mediaIn(await painting.start(PRO, 'Like these', { references: [reference(), reference()] }));
    expect(painting.posted()).toMatchObject({ reference_images: [url, url] });
  });

  it('is not asked for without the references that belong to it', async () => {
    const painting = begin();
    expect(
      outcomeOf(await painting.start('Qwen/Qwen-Image', 'Like this', { references: [reference()] })),
    ).toBe('not-supported none');
    expect(painting.heard.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('by an id typed by hand has the form of its family', async () => {
    const painting = begin();
    const input = await painting.input(PRO, 'A kettle', { options: { n: 2 } });
    expect(mediaIn(await painting.maker.start({ ...input, known: undefined }, painting.call))).toHaveLength(
      2,
    );
    expect(outcomeOf(await painting.start('black-forest-labs/FLUX.1-schnell', 'A kettle'))).toBe(
      'model-gone none',
    );
  });
});

const OUTCOMES: Readonly<Record<string, string>> = {
  invalid: 'bad-request none',
  steps: 'bad-request none',
  'wrong-key': 'key-rejected none key:rejected',
  'no-credit': 'no-credit none key:credit',
  'data-sharing': 'data-policy none',
  'no-model': 'model-gone none',
  refused: 'moderated unknown',
  rate: 'rate-limited none again',
  'rate-told': 'rate-limited none again after 7000',
  server: 'provider-failed unknown',
  busy: 'provider-busy unknown',
  proxy: 'provider-failed unknown',
};

describe('a refusal', () => {
  it.each(Object.keys(imageErrors))('%s', async (name) => {
    const painting = begin();
    expect(outcomeOf(await painting.start(PRO, `error=${name}`))).toBe(OUTCOMES[name]);
    expect(painting.billed()).toBe(0);
  });

  it('says what the service said', async () => {
    const failed = failedOf(await begin().start(PRO, 'error=refused'));
    expect(failed.problem.values?.said).toBe('The prompt was flagged by the content policy.');
  });
});

describe('what was paid and did not arrive is thrown', () => {
  it.each([
    ['drop@0', 'no-connection'],
    ['drop@1', 'no-connection'],
    ['quirks=truncated', 'answer-malformed'],
    ['quirks=html', 'answer-malformed'],
    ['quirks=empty', 'answer-malformed'],
  ])('%s', async (prompt, code) => {
    const painting = begin();
    expect(await thrown(painting.start(PRO, prompt))).toBe(code);
    expect(painting.billed()).toBe(1);
    expect(painting.heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});
