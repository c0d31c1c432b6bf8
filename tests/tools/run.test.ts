/**
 * A model may write anything as the name and the arguments of a call, and a page that it read may have told it to. Every
 * tool there is gets everything hostile there is; what it reached of the browser is written down, and is always the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tools as toolWords } from '../../components/studio/item/words';
import { runTool } from '../../lib/tools/run';
import { say } from '../../lib/tools/says';
import { alwaysAsks, CALCULATE, MAKE_IMAGE, NOW, READ_PAGE, toolSpecs } from '../../lib/tools/specs';

const OURS = 'chrome-extension://ours/';

/** Each way into the browser that was taken, with what was handed over. */
const reached = vi.hoisted(() => [] as [way: string, ...args: unknown[]][]);
const answers = vi.hoisted(() => new Map<string, unknown>());

vi.mock('wxt/browser', () => {
  const at = (way: string): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => at(way ? `${way}.${String(name)}` : String(name)),
      apply: (_, __, args) => {
        reached.push([way, ...args]);
        return answers.get(way);
      },
    });
  return { browser: at('') };
});

const makeImage = vi.fn(async (prompt: string) => `made ${prompt.length}`);
const run = (name: string, args: string) => runTool({ id: 'call', name, args }, { makeImage });
const names = toolSpecs.map(({ name }) => name);

beforeEach(() => {
  reached.splice(0);
  answers.clear();
  answers.set('tabs.query', Promise.resolve([{ id: 5, url: 'https://news.example/today' }]));
  answers.set('permissions.contains', Promise.resolve(false));
  answers.set('scripting.executeScript', Promise.resolve([{ result: 'words' }]));
  answers.set('runtime.getURL', OURS);
  makeImage.mockImplementation(async (prompt) => `made ${prompt.length}`);
  for (const name of ['fetch', 'indexedDB', 'BroadcastChannel', 'XMLHttpRequest', 'WebSocket', 'caches'])
    vi.stubGlobal(
      name,
      new Proxy(() => undefined, {
        get: (_, member) => reached.push([`${name}.${String(member)}`]),
        apply: (_, __, args) => reached.push([name, ...args]),
        construct: (_, args) => {
          reached.push([name, ...args]);
          return {};
        },
      }),
    );
});

/** All that the tools do, whatever they are told: the one page in front is asked for its text. */
const ways: Readonly<Record<string, (args: unknown[]) => void>> = {
  'tabs.query': (args) => expect(args).toEqual([{ active: true, lastFocusedWindow: true }]),
  'runtime.getURL': (args) => expect(args).toEqual(['/']),
  'permissions.contains': (args) => expect(args).toEqual([{ origins: ['https://news.example/*'] }]),
  'scripting.executeScript': ([given, ...rest]) => {
    expect(rest).toEqual([]);
    expect(given).toEqual({ target: { tabId: 5 }, func: expect.any(Function), args: [60_001] });
  },
};

const bait = [
  ...['https://openrouter.ai/api/v1/key', 'file:///etc/passwd', 'chrome://settings', 'javascript:alert(1)'],
  ...['storage.session', 'open-background', 'keys/reveal', '__proto__', 'constructor', '../../lib/vault', ''],
];
const members = [
  ...['prompt', 'expression', 'timeZone', 'url', 'tabId', 'target', 'func', 'files', 'world', 'key', 'keyId'],
  ...['provider', 'model', 'name', 'origins', 'headers', '__proto__', 'constructor', 'toString', 'then'],
];
const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(...bait, null, 0, -1, 1e308, true, [], {}, [[]], 'x'.repeat(5_000)),
  fc.jsonValue({ maxDepth: 3 }),
);
const hostileArgs = fc.oneof(
  fc.dictionary(fc.constantFrom(...members), hostileValue).map((given) => JSON.stringify(given)),
  hostileValue.map((value) => JSON.stringify(value)),
  fc.constantFrom('', ' ', '{', '{"prompt":', '[', 'null', 'undefined', '{"a":1}{"b":2}', "{'prompt':'x'}"),
  fc.constantFrom('['.repeat(200_000), `{"prompt":"${'x'.repeat(1_000_000)}"}`, '\u0000', '\ud800'),
  fc.constantFrom('{"__proto__":{"prompt":"x","expression":"1"}}', '{"prompt":"a","prompt":{"b":1}}'),
  fc.string({ unit: 'binary' }),
);

describe('a hostile call', () => {
  it.each(names)('of %s reaches nothing that it names', async (name) => {
    await fc.assert(
      fc.asyncProperty(hostileArgs, async (args) => {
        reached.splice(0);
        makeImage.mockClear();
        const said = await run(name, args);
        expect(said).toEqual({ content: expect.any(String), isError: expect.any(Boolean) });
        expect(said.content).not.toMatch(/unexpected|Error|Zod|\n\s+at /);
        for (const [way, ...handed] of reached) {
          expect(name).toBe(READ_PAGE);
          expect(Object.keys(ways)).toContain(way);
          ways[way]?.(handed);
        }
        for (const handed of makeImage.mock.calls) {
          expect(name).toBe(MAKE_IMAGE);
          expect(handed).toEqual([expect.any(String)]);
          expect(handed[0].length).toBeLessThanOrEqual(4_000);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of a tool that does not exist is an error for the model, and reaches nothing', async () => {
    const unknown = fc.oneof(
      fc.constantFrom('', 'fetch', 'eval', 'toString', '__proto__', 'read_page ', 'READ_PAGE', 'keys/reveal'),
      fc.string().filter((name) => !names.includes(name)),
    );
    await fc.assert(
      fc.asyncProperty(unknown, hostileArgs, async (name, args) => {
        expect(await run(name, args)).toEqual({ content: 'There is no such tool.', isError: true });
      }),
    );
    expect(reached).toEqual([]);
    expect(makeImage).not.toHaveBeenCalled();
  });

  it('does notice a tool that reaches further', async () => {
    makeImage.mockImplementation(async () => {
      const { browser } = await import('wxt/browser');
      await browser.storage.session.get('open-background');
      return 'stolen';
    });
    await run(MAKE_IMAGE, '{"prompt":"x"}');
    expect(reached).toEqual([['storage.session.get', 'open-background']]);
  });
});

describe('arguments', () => {
  it.each(names)('of %s that are no JSON are said so', async (name) => {
    expect(await run(name, '{"prompt": ')).toEqual({ content: 'The arguments were no JSON.', isError: true });
  });

  it.each([
    [READ_PAGE, '[]'],
    [READ_PAGE, '"x"'],
    [MAKE_IMAGE, '{}'],
    [MAKE_IMAGE, '{"prompt":5}'],
    [CALCULATE, '{"expression":["1"]}'],
    [CALCULATE, 'null'],
    [NOW, '{"timeZone":{}}'],
  ])('of %s may not be %s', async (name, args) => {
    const content = 'The arguments do not fit what the tool takes.';
    expect(await run(name, args)).toEqual({ content, isError: true });
    expect(reached).toEqual([]);
  });

  it('may be left out where none are needed', async () => {
    expect(await run(READ_PAGE, '')).toEqual({ content: 'words', isError: false });
    expect(await run(NOW, '')).toMatchObject({ isError: false });
  });
});

describe('the date', () => {
  it('is told in the time zone that was named, and an unknown one is said so', async () => {
    vi.setSystemTime('2026-11-21T23:30:00Z');
    expect((await run(NOW, '{"timeZone":"Asia/Tokyo"}')).content).toMatch(
      /^Sunday, November 22, 2026 .*\(2026-11-21T23:30:00\.000Z\)$/,
    );
    vi.useRealTimers();
    for (const timeZone of ['Mars/Olympus', 'UTC; DROP', 'x'.repeat(4_000)])
      expect(await run(NOW, JSON.stringify({ timeZone }))).toEqual({
        content: 'There is no such time zone.',
        isError: true,
      });
  });
});

describe('the words of a tool', () => {
  it('are there for everything that can go wrong in one', () => {
    const room = new URL('../../lib/tools/', import.meta.url);
    const codes = readdirSync(room)
      .map((file) => readFileSync(new URL(file, room), 'utf8'))
      .flatMap((source) =>
        [...source.matchAll(/fail\(([^)]*)\)/g)].flatMap(([, given = '']) => [
          ...given.matchAll(/'([a-z-]+)'/g),
        ]),
      )
      .map(([, code = '']) => code);
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.filter((code) => say(code).includes(code))).toEqual([]);
  });

  it('name each tool to a person, and never as a model knows it', () => {
    expect(Object.keys(toolWords.names).sort()).toEqual([...names].sort());
    const said = Object.values(toolWords.names);
    expect(new Set(said).size).toBe(said.length);
    for (const name of said) expect(name).toMatch(/^[A-Z][^_]+$/);
  });

  it('ask before money is spent, whatever was said before', () => {
    expect(names.filter(alwaysAsks)).toEqual([MAKE_IMAGE]);
  });
});
