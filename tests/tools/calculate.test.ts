/** Arithmetic by a reader of its own, against one that works in another way: the right number, or a problem of ours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../lib/tools/calculate';
import { codeOfThrown } from './tried';

/** An expression together with what it comes to. Each knows how tightly it binds, to be put into brackets or not. */
interface Known {
  readonly text: string;
  readonly value: number;
  /** 0 sum, 1 product, 2 sign, 3 power, 4 atom. */
  readonly binds: number;
}

const inBrackets = ({ text, value }: Known): Known => ({ text: `(${text})`, value, binds: 4 });
const atLeast = (binds: number, known: Known): Known => (known.binds >= binds ? known : inBrackets(known));

const number: fc.Arbitrary<Known> = fc
  .oneof(
    fc.nat(10_000).map(String),
    fc.tuple(fc.nat(999), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`),
    fc.nat(99).map((part) => `.${part}`),
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 })).map(([a, e]) => `${a}e${e}`),
  )
  .map((text) => ({ text, value: Number(text), binds: 4 }));

type Binary = readonly [sign: string, binds: number, of: (a: number, b: number) => number];
const binaries: readonly Binary[] = [
  ['+', 0, (a, b) => a + b],
  ['-', 0, (a, b) => a - b],
  ['*', 1, (a, b) => a * b],
  ['/', 1, (a, b) => a / b],
  ['%', 1, (a, b) => a % b],
];

const { expression } = fc.letrec<{ expression: Known }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    fc
      .tuple(fc.constantFrom(...binaries), tie('expression'), tie('expression'), fc.constantFrom('', ' '))
      .map(([[sign, binds, of], a, b, gap]) => {
        const [left, right] = [atLeast(binds, a), atLeast(binds + 1, b)];
        return { text: [left.text, sign, right.text].join(gap), value: of(left.value, right.value), binds };
      }),
    fc.tuple(tie('expression'), fc.nat(3)).map(([base, power]) => {
      const left = atLeast(4, base);
      return { text: `${left.text}^${power}`, value: left.value ** power, binds: 3 };
    }),
    tie('expression').map((of) => {
      const after = atLeast(2, of);
      return { text: `-${after.text}`, value: -after.value, binds: 2 };
    }),
    tie('expression').map(inBrackets),
  ),
}));

const OURS = ['expression-unclear', 'expression-too-long'];

describe('an expression', () => {
  it('comes to what another way of counting says', () => {
    let compared = 0;
    fc.assert(
      fc.property(expression, ({ text, value }) => {
        if (text.length > 500 || !Number.isFinite(value)) {
          expect(OURS).toContain(codeOfThrown(() => calculate(text)));
          return;
        }
        compared += 1;
        expect(calculate(text)).toBe(String(Number(value.toPrecision(15))));
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  it.each([
    ['2^3^2', '512'],
    ['-2^2', '-4'],
    ['2^-1', '0.5'],
    ['0.1+0.2', '0.3'],
    ['7 % 4', '3'],
    ['- - 3', '3'],
    ['((((1))))', '1'],
    ['1e3', '1000'],
    [' 6\n*\t7 ', '42'],
  ])('%s = %s', (text, value) => expect(calculate(text)).toBe(value));

  it.each([
    ...['', ' ', '1+', '*1', '(1', '1)', '()', '1 2', '2(3)', '.', '1..2', '1/0', '0/0', '9^9^9', '1e999'],
    ...['0x10', '1_000', 'Math.PI', 'alert(1)', 'this', '[1]', '1;2', '1,2', '`1`', '"1"', '１+１', '2**3'],
    ...['constructor', '__proto__', 'globalThis.fetch("x")', '(()=>1)()', '1/*x*/+1', '1//2', 'NaN', '∞'],
  ])('“%s” is none', (text) => {
    expect(codeOfThrown(() => calculate(text))).toBe('expression-unclear');
  });
});

describe('anything else', () => {
  const words = ['1', '2.5', '.', '(', ')', '-', '+', '*', '/', '%', '^', 'e', 'e9', ' ', '1e', '\0', '9e9'];
  const near = fc.array(fc.constantFrom(...words), { maxLength: 200 }).map((parts) => parts.join(''));
  it('is a number or a problem of ours, never another error', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: 'binary', maxLength: 600 })), (text) => {
        const code = codeOfThrown(() => expect(calculate(text)).toMatch(/^-?\d+(\.\d+)?(e[+-]\d+)?$/));
        expect(['done', ...OURS]).toContain(code);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no time and no depth, however it is built', () => {
    const worst = [
      ...['(', '-', '+', '^', '1', '1.', '1e', '.', '1^', '1^-', '(1', '-(', ' ', 'e+', '9^9'],
    ].flatMap((part) => [part.repeat(500 / part.length), part.repeat(1_000_000 / part.length)]);
    const startedMs = performance.now();
    for (const text of worst) expect(['done', ...OURS]).toContain(codeOfThrown(() => calculate(text)));
    // What grows with the square of its length, or worse, takes minutes here.
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
