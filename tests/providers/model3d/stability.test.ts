import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { priceOf3d } from '../../../lib/models/tariff';
import { wire } from '../../../lib/providers/all/stability';
import type { Input3d } from '../../../lib/providers/makes-3d';
import { partsOf } from '../../harness/multipart';
import { base64Of } from '../../harness/picture-bytes';
import { standIn } from '../../harness/stand-ins/stability';
import { imageErrors } from '../../harness/stand-ins/stability/image-errors';
import { billsOf, forgetBills, scripted } from '../../harness/stand-ins/stability/model-3d';
import { assertSecretKept, thrown } from '../image/painting';
import { anyForm } from './forms';
import {
  done3d,
  failed3d,
  finished3d,
  formOf,
  outcome3d,
  pending3d,
  poll,
  type Shaping,
  seen,
  shapingWith,
} from './shaping';

beforeEach(forgetBills);

const AWARE = 'stable-point-aware-3d';
const FAST = 'stable-fast-3d';
const begin = () => shapingWith(wire, standIn);
/** One picture, which says what becomes of it. */
const from = (script = '', side?: number): Partial<Input3d> => ({
  pictures: [{ view: 'front', picture: { media: 'image/png', base64: base64Of(scripted(script, side)) } }],
});
const pathsOf = ({ heard }: Shaping) =>
  heard.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{64}/, 'ID')}`);
function fieldsOf({ heard }: Shaping): Record<string, string> {
  const posted = heard.findLast(({ method }) => method === 'POST');
  const parts = posted && partsOf(posted);
  if (!parts) throw new Error('no form was posted');
  return Object.fromEntries([...parts].map(([name, { isFile, text }]) => [name, isFile ? 'FILE' : text]));
}

describe('the table', () => {
  it('is our own, with the price of each and its day', async () => {
    const { maker, call, heard } = begin();
    const models = await maker.models(call);
    expect(heard).toEqual([]);
    const prices = models.map((model) => [model.id, priceOf3d(model, { from: 'picture', options: {} })]);
    expect(Object.fromEntries(prices)).toEqual({
      [AWARE]: { usd: '0.04', credits: 4, asOf: '2026-08-03' },
      [FAST]: { usd: '0.1', credits: 10, asOf: '2025-08-01' },
    });
  });

  it('asks how many corners only when they are counted', async () => {
    const aware = await begin().known(AWARE);
    expect(formOf(aware, {}, 'picture').shown).not.toContain('target_count');
    expect(formOf(aware, { target_type: 'face' }, 'picture').shown).toContain('target_count');
  });
});

it('whatever is clicked together is taken, and costs what was said', async () => {
  const table = await begin().maker.models(begin().call);
  await fc.assert(
    fc.asyncProperty(anyForm(table), async ({ model, options }) => {
      forgetBills();
      const shaping = begin();
      done3d(await shaping.start(model.id, '', { ...from(), options }));
      expect(billsOf()).toEqual([priceOf3d(model, { from: 'picture', options })?.credits]);
    }),
    { numRuns: 100 },
  );
});

describe('a model', () => {
  it('is asked for with a form, and is the answer itself', async () => {
    const shaping = begin();
    const options = { target_type: 'vertex', target_count: 700, seed: 7, guidance_scale: 2.5 };
    const done = done3d(await shaping.start(AWARE, '', { ...from(), options }));
    const [file] = done.files;
    if (!file || !('bytes' in file)) throw new Error('no bytes came');
    expect(new TextDecoder().decode(file.bytes.slice(0, 4))).toBe('glTF');
    expect(fieldsOf(shaping)).toEqual({
      image: 'FILE',
      texture_resolution: '1024',
      remesh: 'none',
      target_type: 'vertex',
      target_count: '700',
      guidance_scale: '2.5',
      seed: '7',
    });
    expect(pathsOf(shaping)).toEqual([`POST /v2beta/3d/${AWARE}`]);
    expect(done.files.map(({ role }) => role)).toEqual(['model']);
    expect(shaping.billed()).toBe(1);
    assertSecretKept(shaping, standIn);
  });

  it('takes a WebP too', async () => {
    const shaping = begin();
    done3d(await shaping.start(FAST, '', { pictures: [seen('front', 'webp')] }));
  });

  it('may also be promised: then it is asked after', async () => {
    const shaping = begin();
    const first = pending3d(await shaping.start(FAST, '', from('quirks=async')));
    expect(first.pollAfterMs).toBe(10_000);
    const done = done3d(await finished3d(shaping, first));
    expect(done.files).toHaveLength(1);
    expect(pathsOf(shaping)).toEqual([
      `POST /v2beta/3d/${FAST}`,
      ...[1, 2, 3].map(() => 'GET /v2beta/results/ID'),
    ]);
    expect(shaping.billed()).toBe(1);
    assertSecretKept(shaping, standIn);
  });

  it('that was promised and is known no more is lost, perhaps paid', async () => {
    const shaping = begin();
    const step = await shaping.start(FAST, '', from('quirks=async,expired'));
    expect(outcome3d(await poll(shaping, step))).toBe('operation-lost unknown');
  });

  it.each<[string, string, string, Partial<Input3d>, string]>([
    ['words, which would be lost', FAST, 'Red', from(), 'not-supported none'],
    ['nothing', FAST, '', {}, 'not-supported none'],
    ['several sides', FAST, '', { pictures: [seen('front'), seen('back')] }, 'not-supported none'],
    ['a step on something', FAST, '', { ...from(), parent: {} }, 'not-supported none'],
    ['another address', '../user/account', '', from(), 'model-gone none'],
  ])('is not asked for: %s', async (_what, model, prompt, more, outcome) => {
    const shaping = begin();
    expect(outcome3d(await shaping.start(model, prompt, more))).toBe(outcome);
    expect(shaping.heard).toEqual([]);
  });

  it('from a moving or a broken picture is not asked for', async () => {
    const shaping = begin();
    const picture = { media: 'image/gif', base64: 'R0lGODlh' };
    expect(outcome3d(await shaping.start(FAST, '', { pictures: [{ view: 'front', picture }] }))).toBe(
      'not-supported none',
    );
    const broken = { media: 'image/png', base64: '%%' };
    const started = shaping.start(FAST, '', { pictures: [{ view: 'front', picture: broken }] });
    expect(await thrown(started)).toBe('picture-damaged');
    expect(shaping.heard).toEqual([]);
  });
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
    const shaping = begin();
    expect(outcome3d(await shaping.start(FAST, '', from(`error=${name}`)))).toBe(OUTCOMES[name]);
    expect(shaping.billed()).toBe(0);
  });

  it('says what is wrong with the picture', async () => {
    const shaping = begin();
    done3d(await shaping.start(FAST, '', from('', 512)));
    const failed = failed3d(await shaping.start(AWARE, '', from('', 512)));
    expect(failed.problem.values?.said).toBe('image: each side must have 640 pixels');
    expect(failed.charge).toBe('none');
  });
});

describe('an answer that did not come whole was paid for, and there is no asking again', () => {
  it.each([
    ['drop@0', 'no-connection'],
    ['drop@1', 'no-connection'],
    ['quirks=half', 'file-cut'],
    ['quirks=html', 'answer-malformed'],
    ['quirks=blank', 'answer-malformed'],
  ])('%s', async (script, code) => {
    const shaping = begin();
    expect(await thrown(shaping.start(FAST, '', from(script)))).toBe(code);
    expect(shaping.billed()).toBe(1);
    expect(shaping.creations()).toBe(1);
  });

  it('and nobody keeps a list in which it could be found', () => {
    const { maker } = begin();
    expect(maker.findLost).toBeUndefined();
    expect(maker.cancel).toBeUndefined();
  });
});
