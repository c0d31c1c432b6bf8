/** Every provider's keys are known by their look or by the name that programs give them. */
import { describe, expect, it } from 'vitest';
import { readKeysIn } from '../../../lib/keys/import/read';
import { allGuides } from '../../../lib/providers/guides';
import type { Fields } from '../../../lib/providers/shape';
import { allTraits } from '../../../lib/providers/traits';
import { allStandIns } from '../../harness/stand-ins/all';
import { known, read } from './reading';

it('is said of all 27, once each', () => {
  expect(allTraits.map(({ id }) => id).sort()).toEqual(allGuides.map(({ id }) => id).sort());
});

describe.each(allTraits.map((traits) => [traits.id, traits] as const))('%s', (id, traits) => {
  const guide = allGuides.find((entry) => entry.id === id);

  it('names fields that its credential has, in capitals, and every field that must be given', () => {
    for (const [kindId, fields] of Object.entries(traits.variables)) {
      const kind = guide?.kinds.find((entry) => entry.id === kindId);
      for (const name of Object.keys(fields)) expect(kind?.fields.map((field) => field.name)).toContain(name);
      for (const name of Object.values(fields).flat()) expect(name).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
      const needed = kind?.fields.filter((field) => !field.isOptional && field.initial === undefined) ?? [];
      expect(Object.keys(fields)).toEqual(expect.arrayContaining(needed.map((field) => field.name)));
    }
    expect(Object.keys(traits.variables).sort()).toEqual(guide?.kinds.map((kind) => kind.id).sort());
  });

  it('says what is compared in a plain sentence', () => {
    for (const { note } of [traits.limits, traits.expiry]) expect(note).toMatch(/^[A-Z].{3,80}\.$/);
  });

  const samples = allStandIns
    .find((entry) => entry.id === id)
    ?.cases.filter(
      ({ expect: { verdict, reason } }) =>
        verdict === 'works' || (verdict === 'cannot-be-checked' && reason !== 'format-wrong'),
    )
    .slice(0, 6);

  it.each(samples ?? [])('$name: found by the names of its variables', async ({ kind: kindId, fields }) => {
    const kind = kindId ?? guide?.kinds[0]?.id ?? '';
    const named = traits.variables[kind] ?? {};
    // Of each name that it may have: the first ones together, then the second ones.
    for (const which of [0, 1]) {
      const lines = Object.entries(fields).flatMap(([field, value]) => {
        const names = named[field];
        return names ? [`${names[Math.min(which, names.length - 1)]}=${value}`] : [];
      });
      const { found, asked, incomplete } = await read(lines.join('\n'));
      expect({ asked, incomplete }).toEqual({ asked: [], incomplete: [] });
      expect(found.map((entry) => [entry.provider, entry.kind])).toEqual([[id, kind]]);
      expect(found[0]?.fields).toEqual({ ...initial(kind), ...onlyNamed(fields, named) });
    }
  });

  const initial = (kind: string): Fields =>
    Object.fromEntries(
      guide?.kinds
        .find((entry) => entry.id === kind)
        ?.fields.flatMap((field) => (field.initial === undefined ? [] : [[field.name, field.initial]])) ?? [],
    );
  const onlyNamed = (fields: Fields, named: Readonly<Record<string, unknown>>): Fields =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => name in named));
});

it('a lone key of a look that nobody else has needs no name', async () => {
  for (const standIn of allStandIns) {
    const guide = allGuides.find(({ id }) => id === standIn.id);
    const [format] =
      guide?.formats.filter(({ isUnmistakable, kind }) => {
        const fields = guide.kinds.find(({ id }) => id === kind)?.fields ?? [];
        return isUnmistakable && fields.filter((field) => !field.isOptional && !field.initial).length === 1;
      }) ?? [];
    const value = standIn.another(1)[format?.field ?? ''];
    if (!format || !value || !format.pattern.test(value)) continue;
    const { found } = await readKeysIn(`  ${value}  `, known, async () => {});
    expect(found.map(({ provider }) => provider)).toEqual([standIn.id]);
  }
});
