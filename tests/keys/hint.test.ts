/** What may be shown of a credential: enough to tell two keys apart, never enough to guess one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecret, toHint, toIdentifiers } from '../../lib/keys/hint';
import { allWires } from '../../lib/providers/wires';
import { allStandIns } from '../harness/stand-ins/all';

const MARK = '…';
const DECLARED = allWires.flatMap(({ kinds }) =>
  kinds.flatMap(({ fields }) => fields.flatMap(({ prefixes }) => prefixes ?? [])),
);

/** What a hint shows at the beginning and at the end. */
function takeApart(hint: string): { head: string; tail: string } {
  const [head, tail, ...more] = hint.split(MARK);
  if (head === undefined || tail === undefined || more.length > 0) throw new Error(`no hint: ${hint}`);
  return { head, tail };
}

function expectModest(secret: string, hint: string): void {
  const { head, tail } = takeApart(hint);
  expect(secret.startsWith(head) && secret.endsWith(tail)).toBe(true);
  expect(head.length).toBeLessThanOrEqual(10);
  expect(tail.length).toBeLessThanOrEqual(4);
  expect(head.length + tail.length).toBeLessThanOrEqual(secret.length / 4);
}

describe('the hint of any secret', () => {
  const secrets = fc.string({ maxLength: 200 }).filter((text) => !text.includes(MARK));

  it('is at most ten letters of a public beginning and the last four, and a quarter in all', () => {
    fc.assert(
      fc.property(fc.constantFrom('', ...DECLARED), secrets, (prefix, rest) => {
        const secret = prefix + rest;
        const hint = maskSecret(secret, DECLARED);
        expectModest(secret, hint);
        const { head } = takeApart(hint);
        expect(DECLARED.some((declared) => declared.startsWith(head))).toBe(true);
      }),
    );
  });

  it('shows nothing of the beginning where none is public', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(takeApart(maskSecret(secret)).head).toBe('');
      }),
    );
  });

  it.each([
    ['abc', '…'],
    ['abcdefgh', '…gh'],
    ['abcdefghijklmnop', '…mnop'],
    [`sk-or-v1-${'a'.repeat(60)}wxyz`, 'sk-or-v1-…wxyz'],
    // A quarter is less than beginning and end: the end tells more.
    [`sk-or-v1-${'a'.repeat(11)}wxyz`, 'sk…wxyz'],
    [`averylongpublicbeginning-${'a'.repeat(60)}wxyz`, 'averylongp…wxyz'],
  ])('%s is %s', (secret, hint) => {
    expect(maskSecret(secret, ['sk-or-v1-', 'averylongpublicbeginning-'])).toBe(hint);
  });
});

describe.each(allStandIns.map((standIn) => [standIn.id, standIn] as const))('%s', (id, { cases }) => {
  it('shows its secrets by a hint, and its identifiers in full', () => {
    const kinds = allWires.find((wire) => wire.id === id)?.kinds ?? [];
    const seen = cases.map(({ kind: kindId, fields }) => {
      const kind = kinds.find((entry) => entry.id === kindId) ?? kinds[0];
      if (!kind) throw new Error(`no kind: ${id}`);
      const secrets = kind.fields.filter(({ name, holds }) => holds === 'secret' && fields[name]);
      const identifiers = toIdentifiers(kind, fields);
      for (const { name } of kind.fields)
        expect(identifiers[name]).toBe(
          secrets.some((secret) => secret.name === name) ? undefined : fields[name] || undefined,
        );
      const [first] = secrets;
      if (first) expectModest(fields[first.name] ?? '', toHint(kind, fields));
      for (const { name } of secrets)
        expect(JSON.stringify([toHint(kind, fields), identifiers])).not.toContain(fields[name]);
      return kind.id;
    });
    expect(new Set(seen)).toEqual(new Set(kinds.map((kind) => kind.id)));
  });
});
