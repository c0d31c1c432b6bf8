import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ProblemError, problem } from '../../lib/core/problem';
import type { Secret } from '../../lib/core/secret';
import { z } from '../../lib/core/zod';
import { contract, everyPage } from '../../lib/messages/contract';
import { answer, serve } from '../../lib/messages/serve';

const double = contract({
  name: 'test/double',
  from: ['options'],
  input: z.object({ value: z.number() }),
  output: z.object({ value: z.number() }),
});
const boom = contract({
  name: 'test/boom',
  from: everyPage,
  input: z.object({ how: z.enum(['problem', 'error', 'malformed']) }),
  output: z.object({ fine: z.literal(true) }),
});

const sentTo = (message: unknown, sender: object): Promise<unknown> =>
  new Promise((resolve) => {
    const listeners = fakeBrowser.runtime.onMessage as unknown as {
      trigger(message: unknown, sender: object, respond: (reply: unknown) => void): Promise<unknown>;
    };
    void listeners.trigger(message, sender, resolve);
  });

const page = (path: string) => ({
  id: fakeBrowser.runtime.id,
  url: fakeBrowser.runtime.getURL(path as '/options.html'),
  frameId: 0,
});
const options = page('/options.html#/keys');

beforeEach(() => {
  fakeBrowser.reset();
  serve([
    answer(double, async ({ value }) => ({ value: value * 2, secret: 'must not travel' })),
    answer(boom, async ({ how }) => {
      if (how === 'problem') throw new ProblemError(problem('storage-full', { megabytes: 3 }));
      if (how === 'error') throw new Error('Authorization: Bearer sk-live');
      return { fine: false } as unknown as { fine: true };
    }),
  ]);
});

const refused = (code: string) => ({ ok: false, problem: { code } });
const ask = (firekeep: unknown, input: unknown) => ({ firekeep, input });

it('does not even compile with a reply that holds a secret', () => {
  const lent = { fields: { apiKey: 'x' as Secret } };
  const telling = contract({
    name: 'test/telling',
    from: everyPage,
    input: z.object({}),
    output: z.object({ fields: z.record(z.string(), z.string()) }),
  });
  // @ts-expect-error the type of the reply holds a secret
  expect(answer(telling, async () => lent)).toBeDefined();
  expect(answer(telling, async () => ({ fields: { region: 'eu' } }))).toBeDefined();
});

describe('the background', () => {
  it('answers a declared question from an allowed page, with the declared form only', async () => {
    expect(await sentTo(ask('test/double', { value: 21 }), options)).toEqual({
      ok: true,
      value: { value: 42 },
    });
  });

  it.each([
    ['another extension', { ...options, id: 'somebody-else' }],
    ['a web page', { ...options, url: 'https://evil.test/options.html' }],
    ['a content script of ours', { ...options, url: 'https://openrouter.ai/' }],
    ['no address', { id: fakeBrowser.runtime.id }],
    ['an empty address', { ...options, url: '' }],
    ['a page of ours that is none', page('/other.html')],
    ['a longer address', page('/options.html/x')],
    ['a query', page('/options.html?x=1')],
    ['a frame', { ...options, frameId: 3 }],
  ])('refuses %s', async (_who, sender) => {
    expect(await sentTo(ask('test/double', { value: 1 }), sender)).toEqual(refused('sender-refused'));
  });

  it('refuses a page that the contract does not name', async () => {
    expect(await sentTo(ask('test/double', { value: 1 }), page('/popup.html'))).toEqual(
      refused('sender-refused'),
    );
  });

  it.each([
    ['an unknown name', ask('test/none', {})],
    ['a name from the prototype', ask('constructor', {})],
    ['no name', { input: {} }],
    ['no message', null],
    ['text', 'test/double'],
  ])('refuses %s', async (_what, message) => {
    expect(await sentTo(message, options)).toEqual(refused('message-unknown'));
  });

  it.each([[{}], [{ value: '1' }], [null], [[]], [{ value: Number.NaN }]])(
    'refuses malformed input %j',
    async (input) => {
      expect(await sentTo(ask('test/double', input), options)).toEqual(refused('message-malformed'));
    },
  );

  it('passes a problem on as data', async () => {
    expect(await sentTo(ask('test/boom', { how: 'problem' }), options)).toEqual({
      ok: false,
      problem: { code: 'storage-full', values: { megabytes: 3 } },
    });
  });

  it('tells nothing of an error that is not ours', async () => {
    expect(await sentTo(ask('test/boom', { how: 'error' }), options)).toEqual(refused('unexpected'));
  });

  it('does not send a reply of another form', async () => {
    expect(await sentTo(ask('test/boom', { how: 'malformed' }), options)).toEqual(
      refused('answer-malformed'),
    );
  });
});
