/** What every provider file must say of itself, and what its patterns may not say of others' keys. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { allGuides } from '../../lib/providers/guides';
import type { Fields, Guide } from '../../lib/providers/shape';
import { allWires } from '../../lib/providers/wires';
import { allStandIns } from '../harness/stand-ins/all';

const wireOf = new Map(allWires.map((wire) => [wire.id, wire]));

/** Every well-formed credential that the stand-ins know, with its owner. */
const credentials = allStandIns.flatMap((standIn) => {
  const first = wireOf.get(standIn.id)?.kinds[0]?.id ?? '';
  return [
    ...standIn.cases.map((row) => ({
      owner: standIn.id,
      kind: row.kind ?? first,
      fields: row.fields,
      name: row.name,
    })),
    { owner: standIn.id, kind: first, fields: standIn.another(1), name: 'another' },
  ];
});

const matches = (guide: Guide, kind: string, fields: Fields): boolean =>
  guide.formats.some((format) => format.kind === kind && format.pattern.test(fields[format.field] ?? ''));

it('there are 27 of them, each named once', () => {
  expect(allGuides).toHaveLength(27);
  expect(new Set(allGuides.map((guide) => guide.name)).size).toBe(27);
});

/** A deadline, not an expectation: a pattern that goes through all ways of dividing the text would never end. */
const testInTime = (pattern: RegExp, text: string): unknown =>
  runInNewContext('pattern.test(text)', { pattern, text }, { timeout: 10_000 });

it('a pattern that never ends is found out', () => {
  expect(() =>
    runInNewContext('/^(a+)+$/.test(text)', { text: `${'a'.repeat(64)}!` }, { timeout: 100 }),
  ).toThrow();
});

describe.each(allGuides.map((guide) => [guide.id, guide] as const))('%s', (id, guide) => {
  const wire = wireOf.get(id);

  it('tells a person what to know before they start', () => {
    const { topUpPage = guide.site, limitsPage = guide.site } = guide;
    for (const address of [guide.site, guide.keyPage, guide.docs, topUpPage, limitsPage])
      expect(address).toMatch(/^https:\/\/[\w.-]+(\/|$)/);
    expect(guide.steps.length).toBeGreaterThanOrEqual(3);
    expect(guide.setup.minutes).toBeGreaterThan(0);
    expect(Date.parse(guide.price.asOf)).toBeLessThanOrEqual(Date.parse('2026-11-21'));
    for (const sentence of [guide.about, ...guide.steps, ...guide.tips, guide.price.note, guide.price.free])
      expect(sentence).toMatch(/[.?!]$/);
  });

  it('says that it makes what it can make, and nothing else', () => {
    expect([...guide.makes].sort()).toEqual(Object.keys(wire?.makes ?? {}).sort());
  });

  it('says of what it makes whether stopping saves anything, as its makers know it', () => {
    const makers = Object.entries(wire?.makes ?? {});
    const whole = makers.filter(([, maker]) => maker?.whenStopped === 'billed-whole');
    expect(guide.billsWhole ?? []).toEqual(whole.map(([make]) => make));
  });

  it('has the same credential in both halves', () => {
    expect(wire?.kinds).toBe(guide.kinds);
    for (const kind of guide.kinds) {
      const sample = Object.fromEntries(kind.fields.map((field) => [field.name, field.initial ?? 'x']));
      expect(guide.originsFor(kind.id, sample)).toEqual(wire?.originsFor(kind.id, sample));
    }
  });

  it('calls a lone secret "API key", and asks for nothing twice', () => {
    for (const kind of guide.kinds) {
      const secrets = kind.fields.filter((field) => field.holds === 'secret' && !field.isOptional);
      const isLone =
        secrets.length === 1 &&
        kind.fields.every((field) => field === secrets[0] || field.isOptional || field.initial);
      if (isLone && kind === guide.kinds[0]) expect(secrets[0]?.label).toBe('API key');
      const labels = kind.fields.map((field) => field.label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const field of kind.fields)
        if (field.choices) expect(field.choices.map((choice) => choice.value)).toContain(field.initial);
    }
  });

  it('names exact https hosts, and each credential needs only those', () => {
    for (const origin of wire?.origins ?? []) expect(origin).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]+$/);
    for (const origin of wire?.downloads ?? [])
      expect(origin).toMatch(/^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]+$/);
    if (guide.downloads) expect(guide.downloads).toBe(wire?.downloads);
    for (const { kind, fields } of credentials.filter(({ owner }) => owner === id))
      for (const origin of wire?.originsFor(kind, fields) ?? []) expect(wire?.origins).toContain(origin);
  });

  it('knows the look of its own keys', () => {
    const strangers = credentials
      .filter(({ owner }) => owner === id)
      .filter(
        ({ kind, fields }) =>
          guide.formats.some((format) => format.kind === kind) && !matches(guide, kind, fields),
      )
      .filter(
        ({ fields }) =>
          !guide.misfits?.some((misfit) => Object.values(fields).some((value) => misfit.pattern.test(value))),
      );
    expect(strangers.map(({ name }) => name)).toEqual([]);
  });

  it('claims no key of another provider', () => {
    const patterns = guide.formats.filter((format) => format.isUnmistakable);
    const claimed = credentials
      .filter(({ owner }) => owner !== id)
      .filter(({ fields }) =>
        patterns.some(({ pattern }) => Object.values(fields).some((value) => pattern.test(value))),
      );
    expect(claimed.map(({ owner, name }) => `${owner}: ${name}`)).toEqual([]);
  });

  it('has patterns that answer at once, whatever is pasted', () => {
    const rubbish = [
      'a'.repeat(20_000),
      `${'sk-'.repeat(5_000)}!`,
      `${'A-_'.repeat(6_000)} `,
      '='.repeat(20_000),
    ];
    for (const { pattern } of [...guide.formats, ...(guide.misfits ?? [])]) {
      expect(pattern.flags).not.toMatch(/[gy]/);
      for (const text of rubbish) expect(() => testInTime(pattern, text)).not.toThrow();
    }
  });
});
