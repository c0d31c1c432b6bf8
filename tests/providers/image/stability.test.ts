import { describe, expect, it } from 'vitest';
import { wire } from '../../../lib/providers/all/stability';
import { partsOf } from '../../harness/multipart';
import { jpeg } from '../../harness/picture-bytes';
import { standIn } from '../../harness/stand-ins/stability';
import { imageErrors } from '../../harness/stand-ins/stability/image-errors';
import { toHeard } from '../making';
import {
  assertSecretKept,
  doneOf,
  failedOf,
  mediaIn,
  outcomeOf,
  type Painting,
  paintingWith,
  reference,
  thrown,
} from './painting';

const LARGE = 'sd3.5-large';
const begin = () => paintingWith(wire, standIn);

/** The fields of the last form, files as their sizes. */
function postedBy({ heard }: Painting): Record<string, string | number> {
  const posted = heard.findLast(({ method }) => method === 'POST');
  const parts = posted && partsOf(posted);
  if (!parts) throw new Error('no form was posted');
  return Object.fromEntries(
    [...parts].map(([name, { isFile, text, bytes }]) => [name, isFile ? bytes.length : text]),
  );
}
const pathsOf = ({ heard }: Painting) => heard.map(({ method, path }) => `${method} ${path}`);

describe('the list', () => {
  it('is our own table, with the price of each and its day', async () => {
    const { maker, call, heard } = begin();
    const models = await maker.models(call);
    expect(heard).toEqual([]);
    expect(Object.fromEntries(models.map(({ id, price }) => [id, price?.image]))).toEqual({
      core: '0.03',
      ultra: '0.08',
      'sd3.5-large': '0.065',
      'sd3.5-large-turbo': '0.04',
      'sd3.5-medium': '0.035',
      'sd3.5-flash': '0.025',
    });
    expect(models.every(({ price }) => price?.asOf === '2026-07-01')).toBe(true);
    expect(models[0]).toMatchObject({ id: 'core', rank: 0 });
    expect(models[0]?.maxReferences).toBeUndefined();
  });
});

describe('a picture', () => {
  it('is asked for with a form, and comes inside the answer', async () => {
    const painting = begin();
    expect(mediaIn(await painting.start('core', 'A kettle'))).toEqual(['image/png']);
    expect(postedBy(painting)).toEqual({ prompt: 'A kettle' });
    expect(pathsOf(painting)).toEqual(['POST /v2beta/stable-image/generate/core']);
    expect(painting.billed()).toBe(1);
    assertSecretKept(painting, standIn);
  });

  it('as it was chosen, and nothing that this model does not know', async () => {
    const painting = begin();
    const options = {
      aspect_ratio: '16:9',
      style_preset: 'origami',
      output_format: 'webp',
      negative_prompt: 'dogs',
      seed: 4_294_967_294,
      cfg_scale: 7,
      strength: 0.3,
    };
    const { cfg_scale: _, strength: __, ...known } = options;
    expect(mediaIn(await painting.start('ultra', 'A kettle', { options }))).toEqual(['image/webp']);
    expect(postedBy(painting)).toEqual({ prompt: 'A kettle', ...known, seed: '4294967294' });
    // Neither this format nor so large a seed is known here.
    const other = { ...options, seed: 4_294_967_295 };
    expect(mediaIn(await painting.start(LARGE, 'A kettle', { options: other }))).toEqual(['image/png']);
    const { output_format: ___, seed: ____, ...rest } = known;
    expect(postedBy(painting)).toEqual({
      prompt: 'A kettle',
      ...rest,
      cfg_scale: '7',
      model: LARGE,
      mode: 'text-to-image',
    });
  });

  it('is made after another one, whose shape it then has', async () => {
    const painting = begin();
    const size = Buffer.from(reference().base64, 'base64').length;
    const options = { aspect_ratio: '16:9', strength: 0.25 };
    const more = { references: [reference()], options };
    mediaIn(await painting.start(LARGE, 'Like this', more));
    expect(postedBy(painting)).toEqual({
      prompt: 'Like this',
      model: LARGE,
      mode: 'image-to-image',
      strength: '0.25',
      image: size,
    });
    // How near it stays must be said.
    mediaIn(
      await painting.start('ultra', 'Like this', { references: [reference()], options: { strength: '' } }),
    );
    expect(postedBy(painting)).toEqual({ prompt: 'Like this', strength: '0.7', image: size });
  });

  it('is not asked for without the references that belong to it', async () => {
    const painting = begin();
    const more = { references: [reference()] };
    expect(outcomeOf(await painting.start('core', 'Like this', more))).toBe('not-supported none');
    const two = { references: [reference(), reference()] };
    expect(outcomeOf(await painting.start('ultra', 'Like these', two))).toBe('not-supported none');
    expect(painting.heard).toEqual([]);
  });

  it('by an id typed by hand', async () => {
    const painting = begin();
    const input = await painting.input('sd3.5-medium', 'A kettle');
    mediaIn(await painting.maker.start({ ...input, known: undefined }, painting.call));
    expect(postedBy(painting)).toMatchObject({ model: 'sd3.5-medium' });
    expect(outcomeOf(await painting.start('../../user/account', 'A kettle'))).toBe('model-gone none');
    expect(painting.heard).toHaveLength(1);
  });
});

describe('what was shown instead', () => {
  it.each(['filtered', 'unsaid'])(
    'is kept, was paid, and is not called what was asked for: %s',
    async (quirk) => {
      const painting = begin();
      const done = doneOf(await painting.start('core', `quirks=${quirk}`));
      expect(done.isFiltered).toBe(true);
      expect(done.images).toHaveLength(1);
      expect(painting.billed()).toBe(1);
      expect(doneOf(await painting.start('core', 'A kettle')).isFiltered).toBeUndefined();
    },
  );
});

const OUTCOMES: Readonly<Record<string, string>> = {
  invalid: 'bad-request none',
  'wrong-key': 'key-rejected none key:rejected',
  'no-credit': 'no-credit none key:credit',
  moderated: 'moderated none',
  forbidden: 'not-allowed none key:forbidden',
  'no-route': 'model-gone none',
  large: 'too-long none',
  language: 'bad-request none',
  'public-figure': 'moderated none',
  field: 'bad-request none',
  rate: 'rate-limited none again',
  server: 'provider-failed unknown',
  proxy: 'provider-failed unknown',
};

describe('a refusal', () => {
  it.each(Object.keys(imageErrors))('%s', async (name) => {
    const painting = begin();
    expect(outcomeOf(await painting.start('core', `error=${name}`))).toBe(OUTCOMES[name]);
    expect(painting.billed()).toBe(0);
  });

  it('says all that the service said', async () => {
    const failed = failedOf(await begin().start('core', 'error=field'));
    expect(failed.problem.values?.said).toBe('image: could not be decoded; strength: must be at most 1');
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
    expect(await thrown(painting.start('core', prompt))).toBe(code);
    expect(painting.billed()).toBe(1);
    expect(painting.heard).toHaveLength(1);
  });
});

it('a key in a form is seen as it is in any other body, and never leaves', async () => {
  const painting = begin();
  const prompt = `My key is ${painting.call.secret.apiKey}`;
  expect(await thrown(painting.start('core', prompt))).toBe('secret-misplaced');
  expect(painting.heard).toEqual([]);
});

describe('the stand-in', () => {
  const ask = async (accept: string, body: FormData | string) => {
    const answer = standIn.cases[0]?.answers['POST /v2beta/stable-image/generate/core'];
    if (typeof answer !== 'function') throw new Error('it paints nothing');
    const url = 'https://api.stability.ai/v2beta/stable-image/generate/core';
    return answer(await toHeard(new Request(url, { method: 'POST', headers: { accept }, body })));
  };
  const form = (fields: Readonly<Record<string, string>>) => {
    const made = new FormData();
    for (const [name, value] of Object.entries(fields)) made.set(name, value);
    return made;
  };

  it('also answers with bare bytes, the reason beside them', async () => {
    const said = await ask('image/*', form({ prompt: 'A kettle', output_format: 'jpeg' }));
    expect(said.headers).toMatchObject({ 'finish-reason': 'SUCCESS', 'content-type': 'image/jpeg' });
    expect(said.body).toEqual(jpeg());
  });

  it('takes nothing but a form, and no empty field', async () => {
    expect((await ask('application/json', '{"prompt":"A kettle"}')).status).toBe(400);
    expect((await ask('application/json', form({ prompt: 'A kettle', negative_prompt: '' }))).status).toBe(
      400,
    );
    expect((await ask('application/json', form({ prompt: 'A kettle', width: '64' }))).status).toBe(400);
    expect((await ask('application/json', form({ prompt: 'A kettle' }))).status).toBe(200);
  });
});
