/** What no line of the program may hold. Each rule comes with lines that break it: one that finds nothing fails itself. */
import { describe, expect, it } from 'vitest';
import { find, program, sources } from './sources';

interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
  /** Lines that break it. */
  readonly such: readonly [string, ...string[]];
  readonly mayStandIn?: (path: string) => boolean;
}

const FIELD = 'components/ui/field';
const isVaults = (path: string) => path.startsWith('lib/vault/');

const rules: readonly Rule[] = [
  {
    what: 'fetch outside lib/http/send.ts',
    pattern: /(?<![.\w])fetch\(|\b(globalThis|window|self)\s*(\.\s*|\[['"])fetch\b/,
    such: ['await fetch(url)', 'globalThis.fetch(url)', "window['fetch'](url)"],
    mayStandIn: (path) => path === 'lib/http/send.ts',
  },
  {
    what: 'another way to the network',
    pattern:
      /XMLHttpRequest|WebSocket|WebTransport|RTCPeerConnection|EventSource\(|sendBeacon|importScripts|new (Shared)?Worker\(/,
    such: [
      'new XMLHttpRequest()',
      'navigator.sendBeacon(url)',
      "new Worker('x.js')",
      'new WebTransport(url)',
    ],
    // A worker of the page itself, out of our own bundle.
    mayStandIn: (path) => path === 'components/library/useSearch.ts',
  },
  {
    what: 'a message to any page',
    pattern: /postMessage\([^)]*['"]\*['"]/,
    such: ["parent.postMessage(reply, '*')"],
  },
  {
    what: 'session memory opened to web pages',
    pattern: /setAccessLevel/,
    such: ["storage.session.setAccessLevel({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' })"],
  },
  {
    what: 'storage that is plain, synced or shared with pages',
    pattern: /localStorage|sessionStorage|storage\.sync|document\.cookie|\bcaches\./,
    such: ["localStorage.setItem('a', b)", 'browser.storage.sync.set(a)', "caches.open('a')"],
  },
  {
    what: 'plain storage outside the vault, which keeps a marker and a count there',
    pattern: /storage\.local\b/,
    such: ['browser.storage.local.set({ key })'],
    mayStandIn: isVaults,
  },
  {
    what: 'the secrets subkey outside the vault',
    pattern: /session\.(get|set)\([^)]*secrets|session\.get\(\s*(null)?\s*\)|open-background/,
    such: ['storage.session.get(secrets)', 'storage.session.get()', "storage.session.get('open-background')"],
    mayStandIn: isVaults,
  },
  {
    what: 'markup from text',
    pattern: /dangerouslySetInnerHTML|(inner|outer)HTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser/i,
    such: ['<p dangerouslySetInnerHTML={x} />', 'element.innerHTML = text', '<iframe srcDoc={text} />'],
  },
  {
    what: 'code from text',
    pattern: /\beval\(|new Function|setTimeout\(\s*['"`]/,
    such: ['eval(text)', 'new Function(text)', "setTimeout('go()', 1)"],
  },
  {
    what: 'the console',
    pattern: /\bconsole(\.\w+\(|\[)/,
    such: ['console.log(a)', 'console.timeEnd(a)', "console['log'](a)"],
  },
  {
    what: 'a listener for other extensions or web pages',
    pattern:
      /onMessageExternal|onConnectExternal|web_accessible_resources|addEventListener\(\s*['"]message['"]/,
    such: ['runtime.onMessageExternal.addListener(f)', "addEventListener('message', f)"],
  },
  {
    what: 'an input outside the field component',
    pattern: /<(input|textarea|select)\b|createElement\(\s*['"](input|textarea|select)|content[eE]ditable/,
    such: ['<input type="text" />', "document.createElement('textarea')", '<div contentEditable />'],
    mayStandIn: (path) => path.startsWith(FIELD),
  },
  {
    what: 'zod without the jitless switch',
    pattern: /from 'zod/,
    such: ["import { z } from 'zod/mini'"],
    mayStandIn: (path) => path === 'lib/core/zod.ts',
  },
  {
    what: 'an untyped value',
    pattern: /\bas any\b|: any\b|<any>/,
    such: ['a as any', '(a: any)', 'f<any>()'],
  },
  {
    what: 'a switched-off check',
    pattern: /@ts-(ignore|nocheck|expect-error)|biome-ignore-all/,
    such: ['f(); // @ts-ignore', 'f(); // biome-ignore-all lint'],
  },
  {
    what: 'a heavy library in the first load',
    pattern: /^import (?!type).*from '(hash-wasm|@zxcvbn-ts|@scure)/,
    such: ["import { argon2id } from 'hash-wasm';"],
    mayStandIn: (path) => path === 'lib/seal/argon2-wasm.ts',
  },
  {
    what: 'a name that says nothing',
    pattern:
      /\b(class|interface|type|function|const|let)\s+\w*(Manager|Service|Helper|Utils?|Impl|Base|Common)\b/,
    such: ['class KeyManager {', 'const keyUtils = 1'],
  },
  {
    what: 'a colour beside the design tokens',
    pattern: /['"[]#[0-9a-fA-F]{3,8}['"\]]|\b(rgba?|hsla?|oklch)\(/,
    such: ["color: '#ff8800'", 'className="bg-[#fff]"', "'rgb(1 2 3)'"],
  },
];

describe('what may never be written', () => {
  it.each(rules.map((rule) => [rule.what, rule] as const))('%s', (_what, { pattern, such, mayStandIn }) => {
    expect(such.filter((line) => !pattern.test(line))).toEqual([]);
    expect(find(pattern, program, mayStandIn)).toEqual([]);
  });

  it('a second message that answers with a secret', () => {
    expect(find(/answerWithSecret\((?!<)/, program, (path) => path === 'lib/messages/serve.ts')).toHaveLength(
      1,
    );
  });

  it('a test that cannot fail, or does not run', () => {
    const self = (path: string) => path === 'tests/never.test.ts';
    const tests = sources.filter(({ path }) => path.startsWith('tests/'));
    const pattern =
      /\b(it|test|describe)\b[\w.]*\.(skip|only|todo|fixme|fails|skipIf|runIf)\b|expect\(true\)|waitForTimeout\(/;
    for (const line of [
      "it.skip('a')",
      "it.concurrent.only('a')",
      'describe.runIf(x)',
      'expect(true).toBe(true)',
    ])
      expect(line).toMatch(pattern);
    expect(find(pattern, tests, self)).toEqual([]);
  });
});
