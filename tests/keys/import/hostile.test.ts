/** Whatever is dropped: it ends, it lets the page draw meanwhile, and it invents nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_FOUND } from '../../../lib/keys/import/assemble';
import { MOST_CHARS, readKeysIn } from '../../../lib/keys/import/read';
import { allGuides } from '../../../lib/providers/guides';
import { LOWER, letters } from '../../harness/stand-ins/shape';
import { known, read } from './reading';

const groq = (seed: string) => `gsk_${letters(seed, 52, LOWER)}`;

/** How often the page may draw, by a clock that moves with each look at it. */
async function readCounting(text: string) {
  let now = 0;
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  const done = await readKeysIn(text, known, pause, () => {
    now += 5;
    return now;
  });
  return { ...done, pauses };
}

describe('large and strange', () => {
  it.each([
    ['a million lines', '\n'.repeat(1_000_000)],
    ['a million lines with a letter', 'a\n'.repeat(900_000)],
    ['a line that never ends', 'A'.repeat(1_500_000)],
    ['quotes that never close', 'A="\n'.repeat(300_000)],
    ['a table of quotes', `name,value\n${'"'.repeat(1_000_000)}`],
    ['brackets', '['.repeat(1_000_000)],
    ['deep objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['names without values', 'API_KEY=\n'.repeat(150_000)],
    ['commas', `a,b\n${','.repeat(1_000_000)}`],
    ['equals signs', '='.repeat(1_000_000)],
    ['noughts', '\0'.repeat(1_000_000)],
    ['letters of the other direction', '\u202e\u0645\u0641\u062a\u0627\u062d=\u0645\n'.repeat(100_000)],
  ])('%s', { timeout: 60_000 }, async (_, text) => {
    const { found, asked, incomplete } = await readCounting(text);
    expect({ found, asked, incomplete }).toEqual({ found: [], asked: [], incomplete: [] });
  });

  it('pauses all the time while it reads, and finds the one key in it', async () => {
    const rubbish = 'nothing to see here\n'.repeat(20_000);
    const { found, pauses } = await readCounting(`${rubbish}GROQ_API_KEY=${groq('one')}\n${rubbish}`);
    expect(found).toHaveLength(1);
    expect(pauses).toBeGreaterThan(300);
  });

  it('refuses what is far too long before it looks at it', async () => {
    await expect(read('x'.repeat(MOST_CHARS + 1))).rejects.toMatchObject({
      problem: { code: 'import-too-long' },
    });
  });

  it('stops at a number that nobody can look through, and says so', async () => {
    const lines = Array.from({ length: MOST_FOUND + 20 }, (_, n) => groq(`${n}`));
    const { found, hasMore } = await read(lines.join('\n'));
    expect(found).toHaveLength(MOST_FOUND);
    expect(hasMore).toBe(true);
  });
});

describe('whatever it is', () => {
  it('what is found stood in the text, letter for letter', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('=', ':', '"', "'", '\n', '\r\n', ',', '{', '}', '[', ']', ' ', 'export ', '#', '\0'),
      fc.constantFrom('OPENAI_API_KEY', 'TWILIO_AUTH_TOKEN', 'AWS_ACCESS_KEY_ID', 'name,value', 'Mistral'),
      fc.integer({ min: 0, max: 5 }).map((n) => groq(`${n}`)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const text = pieces.join('');
        const clean = text.replace(/[^\x21-\x7e]/g, '');
        const { found, asked } = await read(text);
        for (const { provider, kind, fields } of found) {
          const fieldsOf = allGuides
            .find(({ id }) => id === provider)
            ?.kinds.find(({ id }) => id === kind)?.fields;
          for (const [name, value] of Object.entries(fields))
            if (value !== fieldsOf?.find((field) => field.name === name)?.initial)
              expect(clean.replaceAll('\\', '')).toContain(value.replaceAll('\\', ''));
        }
        for (const { value } of asked) expect(value).toMatch(/^[\x21-\x7e]+$/);
      }),
      { numRuns: 500 },
    );
  });

  it('a file of well-formed lines loses none of its keys, in whatever order', async () => {
    const line = fc
      .integer({ min: 0, max: 60 })
      .chain((n) =>
        fc.constantFrom(
          `GROQ_API_KEY_${n}=${groq(`${n}`)}`,
          `export K${n}="${groq(`${n}`)}"`,
          `${groq(`${n}`)}`,
          `# note ${n}`,
          `PORT=${n}`,
          '',
        ),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), async (lines) => {
        const text = lines.join('\n');
        const wanted = new Set(text.match(/gsk_[a-z0-9]{52}/g) ?? []);
        const { found } = await read(text);
        expect(new Set(found.map(({ fields }) => fields.apiKey))).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});
