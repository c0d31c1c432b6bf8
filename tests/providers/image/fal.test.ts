import { describe, expect, it } from 'vitest';
import { findAddress } from '../../../lib/http/address';
import { wire } from '../../../lib/providers/all/fal';
import { standIn } from '../../harness/stand-ins/fal';
import { submitErrors, workErrors } from '../../harness/stand-ins/fal/errors';
import {
  assertSecretKept,
  doneOf,
  failedOf,
  finished,
  linksIn,
  outcomeOf,
  paintingWith,
  pendingOf,
  reference,
  thrown,
} from './painting';

const QUICK = 'fal-ai/flux/schnell';
const FLUX = 'fal-ai/flux-2';
const begin = () => paintingWith(wire, standIn);
const pathsOf = ({ heard }: { readonly heard: readonly { method: string; host: string; path: string }[] }) =>
  heard.map(({ method, host, path }) => `${method} ${host}${path.replace(/[0-9a-f-]{36}/, 'ID')}`);

describe('the list', () => {
  it('is our own, with the prices of today where they are prices of pictures', async () => {
    const { maker, call, heard } = begin();
    const models = await maker.models(call);
    expect(heard).toHaveLength(1);
    expect(models.find(({ rank }) => rank === 0)).toMatchObject({ id: FLUX, price: { image: '0.012' } });
    expect(models.find(({ id }) => id === 'fal-ai/nano-banana-2')?.price).toEqual({ image: '0.08' });
    // By the token, and not told at all.
    expect(models.find(({ id }) => id === 'openai/gpt-image-2')?.price).toBeUndefined();
    expect(models.find(({ id }) => id === 'fal-ai/nano-banana-pro')?.price).toBeUndefined();
  });

  it('is there without prices when nobody tells them', async () => {
    const { maker, call } = begin();
    const deaf = { ...call, fetch: async () => new Response('{"detail":"no"}', { status: 403 }) };
    const models = await maker.models(deaf);
    expect(models).toHaveLength(7);
    expect(models.some(({ price }) => price)).toBe(false);
  });
});

describe('a picture', () => {
  it('waits in the queue, is asked after, and lies at a link', async () => {
    const painting = begin();
    const first = pendingOf(await painting.start(QUICK, 'A kettle quirks=slow'));
    expect(painting.posted()).toEqual({ prompt: 'A kettle quirks=slow' });
    const second = await finished(painting, first);
    expect(linksIn(second)).toHaveLength(1);
    for (const link of linksIn(second)) expect(findAddress(link, wire.downloads)).toBe(link);
    expect(pathsOf(painting).slice(1)).toEqual([
      `POST queue.fal.run/${QUICK}`,
      'GET queue.fal.run/fal-ai/flux/requests/ID/status',
      'GET queue.fal.run/fal-ai/flux/requests/ID/status',
      'GET queue.fal.run/fal-ai/flux/requests/ID/status',
      'GET queue.fal.run/fal-ai/flux/requests/ID',
    ]);
    expect(painting.billed()).toBe(1);
    assertSecretKept(painting, standIn);
    expect(painting.heard.every(({ headers }) => headers.authorization?.startsWith('Key '))).toBe(true);
    expect(JSON.stringify(first.operation)).not.toContain(painting.call.secret.apiKey);
  });

  it('as it was chosen, and nothing that this model does not know', async () => {
    const painting = begin();
    const options = {
      image_size: 'portrait_16_9',
      num_images: 2,
      num_inference_steps: 8,
      guidance_scale: 2.5,
      seed: 7,
      acceleration: 'high',
      output_format: 'webp',
      enable_prompt_expansion: true,
      sync_mode: true,
      quality: 'high',
    };
    const { sync_mode: _, quality: __, ...sent } = options;
    const done = await finished(painting, await painting.start(FLUX, 'Kettles', { options }));
    expect(linksIn(done)).toHaveLength(2);
    expect(painting.posted()).toEqual({ prompt: 'Kettles', ...sent });
    // Of all that, this one knows three.
    linksIn(await finished(painting, await painting.start('fal-ai/flux-2-pro', 'A kettle', { options })));
    expect(painting.posted()).toEqual({ prompt: 'A kettle', image_size: 'portrait_16_9', seed: 7 });
    // Left out, this would be the dearest.
    linksIn(await finished(painting, await painting.start('openai/gpt-image-2', 'A kettle')));
    expect(painting.posted()).toEqual({ prompt: 'A kettle', quality: 'medium' });
  });

  it('is made after others, at an address of its own', async () => {
    const painting = begin();
    const references = [reference(), reference()];
    linksIn(await finished(painting, await painting.start(FLUX, 'Like these', { references })));
    const url = `data:image/png;base64,${reference().base64}`;
    expect(painting.posted()).toEqual({ prompt: 'Like these', image_urls: [url, url] });
    expect(pathsOf(painting)).toContain(`POST queue.fal.run/${FLUX}/edit`);
    expect(pathsOf(painting).at(-1)).toBe('GET queue.fal.run/fal-ai/flux-2/requests/ID');
  });

  it('is not asked for without the references that belong to it, nor elsewhere', async () => {
    const painting = begin();
    const more = { references: [reference()] };
    expect(outcomeOf(await painting.start(QUICK, 'Like this', more))).toBe('not-supported none');
    for (const id of [
      '../../v1/account',
      'fal-ai/flux?x=1',
      'flux',
      'fal-ai//flux',
      'fal-ai/flux/../../x',
      'a/.b',
    ])
      expect(outcomeOf(await painting.start(id, 'A kettle'))).toBe('model-gone none');
    expect(painting.heard.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('by an id typed by hand is made from the prompt alone', async () => {
    const painting = begin();
    const input = await painting.input(FLUX, 'A kettle', { options: { quality: 'high' } });
    const step = await painting.maker.start(
      { ...input, model: 'fal-ai/flux/dev', known: undefined },
      painting.call,
    );
    linksIn(await finished(painting, step));
    expect(painting.posted()).toEqual({ prompt: 'A kettle' });
    expect(outcomeOf(await painting.start('fal-ai/nowhere', 'A kettle'))).toBe('model-gone none');
  });

  it('that was blackened is kept and not called what was asked for', async () => {
    const painting = begin();
    const done = doneOf(await finished(painting, await painting.start(QUICK, 'quirks=black')));
    expect(done.isFiltered).toBe(true);
    expect(done.images).toHaveLength(1);
    const plain = doneOf(await finished(painting, await painting.start(QUICK, 'A kettle')));
    expect(plain.isFiltered).toBeUndefined();
  });
});

const AT_THE_DOOR: Readonly<Record<string, string>> = {
  'wrong-key': 'key-rejected none key:rejected',
  'no-credit': 'no-credit none key:credit',
  locked: 'not-allowed none key:forbidden',
  'no-model': 'model-gone none',
  'queue-full': 'rate-limited none again',
  'queue-full-told': 'rate-limited none again after 9000',
  server: 'provider-failed unknown',
  proxy: 'provider-failed unknown',
};
const OVER: Readonly<Record<string, string>> = {
  missing: 'bad-request none',
  'two-fields': 'bad-request none',
  refused: 'moderated unknown',
  file: 'bad-request unknown',
  spent: 'bad-request unknown',
  timeout: 'provider-slow none',
  startup: 'provider-slow none',
  runner: 'provider-failed none',
  internal: 'provider-failed none',
};

describe('a refusal', () => {
  it.each(Object.keys(submitErrors))('at the door: %s', async (name) => {
    const painting = begin();
    expect(outcomeOf(await painting.start(QUICK, `error=${name}`))).toBe(AT_THE_DOOR[name]);
    expect(painting.billed()).toBe(0);
  });

  it.each(Object.keys(workErrors))('where the result should be: %s', async (name) => {
    const painting = begin();
    const step = pendingOf(await painting.start(QUICK, `error=${name}`));
    expect(outcomeOf(await finished(painting, step))).toBe(OVER[name]);
    expect(painting.billed()).toBe(name === 'spent' ? 1 : 0);
  });

  it('says what the service said, field by field', async () => {
    const painting = begin();
    const failed = failedOf(await finished(painting, await painting.start(QUICK, 'error=two-fields')));
    expect(failed.problem.values?.said).toBe(
      'body.image_size: Input should be one of these; body.num_images: Input should be at most 4',
    );
  });
});

describe('asked how far it is', () => {
  it('stumbles, and the work goes on', async () => {
    const painting = begin();
    const first = pendingOf(await painting.start(QUICK, 'quirks=stumbles'));
    const second = pendingOf((await painting.maker.poll?.(first.operation, painting.call)) ?? first);
    expect(second).toEqual({ ...first, pollAfterMs: 1000 });
    linksIn(await finished(painting, second));
  });

  it('a result that a proxy keeps from us is asked for again', async () => {
    const painting = begin();
    const first = pendingOf(await painting.start(QUICK, 'A kettle'));
    const behindProxy = {
      ...painting.call,
      fetch: async (url: string, init?: Parameters<typeof painting.call.fetch>[1]) =>
        url.endsWith('/status')
          ? painting.call.fetch(url, init)
          : new Response('<html><title>502</title></html>', { status: 502 }),
    };
    expect(await painting.maker.poll?.(first.operation, behindProxy)).toMatchObject({ is: 'pending' });
    linksIn(await finished(painting, first));
  });

  it.each([
    ['expired', 'operation-lost unknown'],
    // The key's trouble of today says nothing of what was begun yesterday.
    ['locked', 'no-credit unknown key:credit'],
  ])('answers no more: %s', async (quirk, outcome) => {
    const painting = begin();
    const first = await painting.start(QUICK, `quirks=${quirk}`);
    expect(outcomeOf(await finished(painting, first))).toBe(outcome);
  });
});

describe('stopping', () => {
  it.each([
    ['in the queue', 'quirks=stuck', 'never-ran', 0],
    ['at work', 'quirks=working', 'goes-on', 1],
    ['when it is done', 'A kettle', 'over', 1],
    ['what is gone', 'quirks=expired', 'over', 1],
  ])('%s', async (_when, prompt, outcome, billed) => {
    const painting = begin();
    const { operation } = pendingOf(await painting.start(QUICK, prompt));
    expect(await painting.maker.cancel?.(operation, painting.call)).toBe(outcome);
    expect(painting.billed()).toBe(billed);
    expect(pathsOf(painting).at(-1)).toBe('PUT queue.fal.run/fal-ai/flux/requests/ID/cancel');
    assertSecretKept(painting, standIn);
    if (outcome === 'never-ran')
      expect(
        outcomeOf(await finished(painting, pendingOf({ is: 'pending', operation, pollAfterMs: 0 }))),
      ).toBe('operation-lost unknown');
  });
});

describe('what was accepted and cannot be followed is thrown', () => {
  it.each([
    ['drop@0', 'no-connection'],
    ['drop@1', 'no-connection'],
    ['quirks=truncated', 'answer-malformed'],
    ['quirks=html', 'answer-malformed'],
    ['quirks=empty', 'answer-malformed'],
    // It begins with the queue's own name, and lies elsewhere.
    ['quirks=foreign', 'answer-malformed'],
  ])('%s', async (prompt, code) => {
    const painting = begin();
    expect(await thrown(painting.start(QUICK, prompt))).toBe(code);
    expect(painting.billed()).toBe(1);
    expect(painting.heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(painting.heard.every(({ host }) => standIn.hosts.includes(host))).toBe(true);
  });

  it.each([
    'http://queue.fal.run/a',
    'https://me:you@queue.fal.run/a',
    'https://queue.fal.run:8443/a',
    'https://queue.fal.run.evil.example/a',
    'https://api.fal.ai/a',
    'data:text/plain,a',
    '',
    7,
  ])('an address like %s gets no key', async (status_url) => {
    const painting = begin();
    const asked: string[] = [];
    const call = {
      ...painting.call,
      fetch: async (url: string) => {
        asked.push(url);
        return Response.json({ request_id: 'a', status_url, response_url: 'https://queue.fal.run/a' });
      },
    };
    const input = await painting.input(QUICK, 'A kettle');
    expect(await thrown(painting.maker.start(input, call))).toBe('answer-malformed');
    expect(asked).toEqual([`https://queue.fal.run/${QUICK}`]);
  });

  it('a link that leads elsewhere is no download', async () => {
    const painting = begin();
    const [link] = linksIn(await finished(painting, await painting.start(QUICK, 'quirks=foreign-file')));
    expect(link).toMatch(/^https:\/\/fal\.media\.evil\.example\//);
    expect(findAddress(link, wire.downloads)).toBeUndefined();
  });
});
