import { describe, expect, it } from 'vitest';
import { findAddress } from '../../../lib/http/address';
import { wire } from '../../../lib/providers/all/replicate';
import { standIn } from '../../harness/stand-ins/replicate';
import { createErrors, endings } from '../../harness/stand-ins/replicate/errors';
import { MODELS } from '../../harness/stand-ins/replicate/models';
import { VERSION } from '../../harness/stand-ins/replicate/predictions';
import {
  assertSecretKept,
  failedOf,
  finished,
  linksIn,
  outcomeOf,
  type Painting,
  paintingWith,
  pendingOf,
  reference,
  thrown,
} from './painting';

const QUICK = 'black-forest-labs/flux-schnell';
const PRO = 'black-forest-labs/flux-2-pro';
const GPT = 'openai/gpt-image-2';
const begin = () => paintingWith(wire, standIn);
const workOf = ({ heard }: Painting) =>
  heard
    .filter(({ method, path }) => method === 'POST' || path.includes('/predictions'))
    .map(({ method, path }) => `${method} ${path.replace(/\/[a-z0-9]{26}/, '/ID')}`);

describe('the list', () => {
  it('is our own, as far as it is there, with the form that each describes itself', async () => {
    const { maker, call, heard } = begin();
    const models = await maker.models(call);
    expect(models.map(({ id }) => id).sort()).toEqual(Object.keys(MODELS).sort());
    expect(heard.every(({ method }) => method === 'GET')).toBe(true);
    const named = (id: string) => models.find((model) => model.id === id);
    expect(named(QUICK)).toMatchObject({ rank: 0, takes: ['text'] });
    expect(named(QUICK)?.price).toBeUndefined();
    expect(named(QUICK)?.options).toEqual([
      { name: 'seed', is: 'seed' },
      { name: 'aspect_ratio', is: 'choice', values: ['1:1', '16:9', '9:16', '4:3', '3:4'] },
      { name: 'output_format', is: 'choice', values: ['webp', 'jpg', 'png'] },
      { name: 'num_outputs', is: 'range', min: 1, max: 4 },
      { name: 'output_quality', is: 'range', min: 0, max: 100 },
      { name: 'go_fast', is: 'switch', initial: true },
    ]);
    expect(named(PRO)).toMatchObject({
      price: { image: '0.03', asOf: '2026-10-01' },
      maxReferences: 8,
      route: 'input_images[]',
    });
    expect(named('black-forest-labs/flux-kontext-pro')).toMatchObject({
      maxReferences: 1,
      route: 'input_image',
    });
    expect(named('qwen/qwen-image')).toMatchObject({ maxReferences: 1, route: 'image' });
    expect(named(GPT)?.options?.map(({ name }) => name)).toEqual([
      'quality',
      'background',
      'moderation',
      'number_of_images',
    ]);
  });

  it('knows the names alone when nobody describes them', async () => {
    const { maker, call } = begin();
    const deaf = { ...call, fetch: async () => new Response('{"detail":"no"}', { status: 403 }) };
    const models = await maker.models(deaf);
    expect(models).toHaveLength(9);
    expect(models.every(({ options }) => options?.length === 0)).toBe(true);
  });
});

describe('a picture', () => {
  it('is begun, asked after by its id, and lies at a link', async () => {
    const painting = begin();
    const first = pendingOf(await painting.start(PRO, 'A kettle quirks=slow'));
    expect(painting.posted()).toEqual({ input: { prompt: 'A kettle quirks=slow' } });
    expect(painting.heard.findLast(({ method }) => method === 'POST')?.headers.prefer).toBeUndefined();
    const done = await finished(painting, first);
    expect(linksIn(done)).toHaveLength(1);
    for (const link of linksIn(done)) expect(findAddress(link, wire.downloads)).toBe(link);
    expect(workOf(painting)).toEqual([
      `POST /v1/models/${PRO}/predictions`,
      'GET /v1/predictions/ID',
      'GET /v1/predictions/ID',
      'GET /v1/predictions/ID',
    ]);
    expect(painting.billed()).toBe(1);
    assertSecretKept(painting, standIn);
    expect(JSON.stringify(first.operation)).not.toContain(painting.call.secret.apiKey);
  });

  it('as it was chosen, and nothing that this model does not know', async () => {
    const painting = begin();
    const options = {
      aspect_ratio: '16:9',
      output_format: 'png',
      num_outputs: 2,
      output_quality: 70,
      go_fast: false,
      seed: 7,
      disable_safety_checker: true,
      openai_api_key: 'nothing of the sort',
      quality: 'high',
    };
    const { disable_safety_checker: _, openai_api_key: __, quality, ...sent } = options;
    const done = await finished(painting, await painting.start(QUICK, 'Kettles', { options }));
    expect(linksIn(done)).toHaveLength(2);
    expect(painting.posted()).toEqual({ input: { prompt: 'Kettles', ...sent } });
    linksIn(await finished(painting, await painting.start(GPT, 'A kettle', { options })));
    expect(painting.posted()).toEqual({ input: { prompt: 'A kettle', quality } });
    // The published price is of this one.
    linksIn(await finished(painting, await painting.start(GPT, 'A kettle')));
    expect(painting.posted()).toEqual({ input: { prompt: 'A kettle', quality: 'medium' } });
  });

  it('is made after others, in the field that this model has for them', async () => {
    const painting = begin();
    const url = `data:image/png;base64,${reference().base64}`;
    const two = { references: [reference(), reference()] };
    linksIn(await finished(painting, await painting.start(PRO, 'Like these', two)));
    expect(painting.posted()).toEqual({ input: { prompt: 'Like these', input_images: [url, url] } });
    const one = { references: [reference()] };
    linksIn(await finished(painting, await painting.start('qwen/qwen-image', 'Like this', one)));
    expect(painting.posted()).toEqual({ input: { prompt: 'Like this', image: url } });
  });

  it('is not asked for without the references that belong to it, nor elsewhere', async () => {
    const painting = begin();
    const more = { references: [reference()] };
    expect(outcomeOf(await painting.start(QUICK, 'Like this', more))).toBe('not-supported none');
    for (const id of [
      '../account',
      'ember',
      'ember/kettle/predictions',
      'ember/kettle?x=1',
      'ember/kettle:latest',
    ])
      expect(outcomeOf(await painting.start(id, 'A kettle'))).toBe('model-gone none');
    expect(workOf(painting)).toEqual([]);
  });

  it('by an id typed by hand is made from the prompt alone, of the community by its version', async () => {
    const painting = begin();
    linksIn(await finished(painting, await painting.start(`ember/community:${VERSION}`, 'A kettle')));
    expect(painting.posted()).toEqual({ version: VERSION, input: { prompt: 'A kettle' } });
    expect(workOf(painting)[0]).toBe('POST /v1/predictions');
    const other = `ember/community:${'0'.repeat(64)}`;
    expect(outcomeOf(await painting.start(other, 'A kettle'))).toBe('model-gone none');
    expect(outcomeOf(await painting.start('ember/nowhere', 'A kettle'))).toBe('model-gone none');
  });

  it.each([
    ['string', 1],
    ['object', 3],
  ])('may come as another shape: %s', async (quirk, links) => {
    const painting = begin();
    const options = { num_outputs: 3 };
    const step = await painting.start(QUICK, `quirks=${quirk}`, { options });
    expect(linksIn(await finished(painting, step))).toHaveLength(links);
  });
});

const AT_ONCE: Readonly<Record<string, string>> = {
  'wrong-key': 'key-rejected none key:rejected',
  'no-credit': 'no-credit none key:credit',
  'no-model': 'model-gone none',
  'no-version': 'model-gone none',
  invalid: 'bad-request none',
  throttled: 'rate-limited none again after 10000',
  'throttled-header': 'rate-limited none again after 4000',
  'throttled-untold': 'rate-limited none again',
  server: 'provider-failed unknown',
  proxy: 'provider-failed unknown',
  cloudflare: 'provider-slow unknown',
};
const LATER: Readonly<Record<string, string>> = {
  refused: 'moderated unknown',
  broken: 'provider-failed unknown',
  canceled: 'stopped unknown',
  aborted: 'provider-failed none',
};

describe('a refusal', () => {
  it.each(Object.keys(createErrors))('at once: %s', async (name) => {
    const painting = begin();
    expect(outcomeOf(await painting.start(QUICK, `error=${name}`))).toBe(AT_ONCE[name]);
    expect(painting.billed()).toBe(0);
  });

  it.each(Object.keys(endings))('when it was begun: %s', async (name) => {
    const painting = begin();
    const step = pendingOf(await painting.start(QUICK, `error=${name}`));
    expect(outcomeOf(await finished(painting, step))).toBe(LATER[name]);
  });

  it('says what the service said', async () => {
    const painting = begin();
    const failed = failedOf(await finished(painting, await painting.start(QUICK, 'error=refused')));
    expect(failed.problem.values?.said).toMatch(/flagged as sensitive.*\(E005\)$/);
    const invalid = failedOf(await painting.start(QUICK, 'error=invalid'));
    expect(invalid.problem.values?.said).toBe('- input.prompt: prompt is required');
  });
});

describe('asked how far it is', () => {
  it('stumbles, and the work goes on', async () => {
    const painting = begin();
    const first = pendingOf(await painting.start(QUICK, 'quirks=stumbles'));
    expect(await painting.maker.poll?.(first.operation, painting.call)).toEqual({
      ...first,
      pollAfterMs: 4000,
    });
    linksIn(await finished(painting, first));
  });

  it.each([
    ['removed', 'operation-lost charged'],
    ['gone', 'operation-lost unknown'],
    // The key's trouble of today says nothing of what was begun yesterday.
    ['unpaid', 'no-credit unknown key:credit'],
  ])('answers no more: %s', async (quirk, outcome) => {
    const painting = begin();
    expect(outcomeOf(await finished(painting, await painting.start(QUICK, `quirks=${quirk}`)))).toBe(outcome);
  });

  it.each([[{ id: '../account' }], [{ id: 'abcdefghijkl/cancel' }], [{}], [null]])(
    'only after an id that is one (%#)',
    async (operation) => {
      const painting = begin();
      const asked = painting.maker.poll?.(operation, painting.call);
      expect(await thrown(asked ?? Promise.resolve())).toBe('answer-malformed');
      expect(painting.heard).toEqual([]);
    },
  );
});

describe('stopping', () => {
  it.each([
    ['before it begins', 'quirks=stuck', 'never-ran', 'provider-failed none'],
    ['at work', 'quirks=working', 'stopped', 'stopped unknown'],
  ])('%s', async (_when, prompt, outcome, end) => {
    const painting = begin();
    const step = pendingOf(await painting.start(QUICK, prompt));
    expect(await painting.maker.cancel?.(step.operation, painting.call)).toBe(outcome);
    expect(workOf(painting).at(-1)).toBe('POST /v1/predictions/ID/cancel');
    expect(outcomeOf(await finished(painting, step))).toBe(end);
    assertSecretKept(painting, standIn);
  });

  it('comes too late for what is done', async () => {
    const painting = begin();
    const step = pendingOf(await painting.start(QUICK, 'A kettle'));
    expect(await painting.maker.cancel?.(step.operation, painting.call)).toBe('over');
    linksIn(await finished(painting, step));
  });
});

describe('what was begun and cannot be followed is thrown', () => {
  it.each([
    ['drop@0', 'no-connection'],
    ['drop@1', 'no-connection'],
    ['quirks=truncated', 'answer-malformed'],
    ['quirks=html', 'answer-malformed'],
    ['quirks=empty', 'answer-malformed'],
  ])('%s', async (prompt, code) => {
    const painting = begin();
    expect(await thrown(painting.start(QUICK, prompt))).toBe(code);
    expect(painting.billed()).toBe(1);
    expect(workOf(painting)).toHaveLength(1);
  });

  it('a link that leads elsewhere is no download', async () => {
    const painting = begin();
    const step = await painting.start(QUICK, 'quirks=foreign-file');
    const [link] = linksIn(await finished(painting, step));
    expect(link).toMatch(/^https:\/\/evilreplicate\.delivery\//);
    expect(findAddress(link, wire.downloads)).toBeUndefined();
  });
});
