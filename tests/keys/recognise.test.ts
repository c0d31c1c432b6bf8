import { describe, expect, it } from 'vitest';
import { recognise } from '../../lib/keys/recognise';
import { allGuides, findGuide } from '../../lib/providers/guides';
import type { Fields, Guide } from '../../lib/providers/shape';
import { allWires } from '../../lib/providers/wires';
import { allStandIns } from '../harness/stand-ins/all';
import { HEX, letters } from '../harness/stand-ins/shape';

const guideOf = (id: string): Guide => {
  const guide = findGuide(id);
  if (!guide) throw new Error(`no guide: ${id}`);
  return guide;
};

function remarksOn(id: string, fields: Fields, kindId?: string) {
  const guide = guideOf(id);
  const kind = guide.kinds.find((entry) => entry.id === kindId) ?? guide.kinds[0];
  if (!kind) throw new Error(`no kind: ${id}`);
  return recognise(allGuides, guide, kind, fields);
}

describe('both halves of a provider', () => {
  it.each(allWires.map((wire) => [wire.id, wire] as const))(
    '%s asks for the hosts it sends to',
    (id, wire) => {
      expect(guideOf(id).originsFor).toBe(wire.originsFor);
      expect(guideOf(id).kinds).toBe(wire.kinds);
    },
  );
});

describe.each(allStandIns.map((standIn) => [standIn.id, standIn] as const))('%s', (id, standIn) => {
  const judged = standIn.cases.filter(
    ({ expect }) => expect.verdict === 'works' || expect.verdict === 'works-with-limits',
  );

  it('has no word about its own keys', () => {
    for (const { fields, kind } of judged) expect(remarksOn(id, fields, kind)).toEqual([]);
  });

  it('never takes one of its keys for that of a third', () => {
    for (const { fields } of judged)
      for (const guide of allGuides) {
        const [kind] = guide.kinds;
        const first = kind?.fields.find((field) => field.holds !== 'choice');
        if (!kind || !first || guide.id === id) continue;
        for (const value of Object.values(fields)) {
          const named = recognise(allGuides, guide, kind, { [first.name]: value }).flatMap((remark) =>
            remark.what === 'elsewhere' ? [remark.guide.id] : [],
          );
          expect([[], [id]]).toContainEqual(named);
        }
      }
  });
});

describe('a key of another provider', () => {
  it.each([
    ['openai', `sk-ant-api03-${letters('a', 93, HEX)}AA`, 'anthropic'],
    ['anthropic', `sk-or-v1-${letters('b', 64, HEX)}`, 'openrouter'],
    ['stability', `sk-proj-${letters('c', 40, HEX)}T3BlbkFJ${letters('d', 40, HEX)}`, 'openai'],
    ['mistral', `gsk_${letters('e', 52, HEX)}`, 'groq'],
    ['stripe', `ghp_${letters('f', 36, HEX)}`, 'github'],
    ['elevenlabs', `sk_live_${letters('g', 24, HEX)}`, 'stripe'],
  ])('in %s is named', (at, apiKey, of) => {
    expect(remarksOn(at, { apiKey })).toEqual([{ what: 'elsewhere', guide: guideOf(of) }]);
  });
});

describe('keys that cannot be told apart are not guessed', () => {
  const lookAlikes: readonly (readonly [string, string, readonly string[]])[] = [
    ['32 letters and digits', `Z${letters('h', 31, 'abcXYZ0123456789')}`, ['mistral', 'twilio', 'mixpanel']],
    ['32 hex', letters('i', 32, HEX), ['mistral', 'twilio', 'mixpanel', 'elevenlabs']],
    ['sk- and 48', `sk-${letters('j', 48, 'abcXYZ0123456789')}`, ['stability', 'openai', 'deepseek']],
    ['sk- and 32 hex', `sk-${letters('k', 32, HEX)}`, ['deepseek', 'openai', 'stability']],
    ['sk_ and 48 hex', `sk_${letters('l', 48, HEX)}`, ['elevenlabs', 'stripe']],
    ['40 hex', letters('m', 40, HEX), ['github', 'aws']],
    ['64 hex', letters('n', 64, HEX), ['sentry', 'together']],
  ];
  it.each(lookAlikes)('%s', (_what, value, ids) => {
    for (const id of ids) {
      const remarks = guideOf(id).kinds.flatMap((kind) =>
        kind.fields.flatMap((field) => recognise(allGuides, guideOf(id), kind, { [field.name]: value })),
      );
      expect(remarks.filter((remark) => remark.what === 'elsewhere')).toEqual([]);
    }
  });
});

describe('what is not quite it', () => {
  it('an unknown format is a remark about its field', () => {
    const [remark] = remarksOn('openrouter', { apiKey: 'something-new' });
    expect(remark).toMatchObject({ what: 'unknown-format', field: { name: 'apiKey' } });
  });

  it('a token that can never be a key says so', () => {
    const [remark] = remarksOn('anthropic', { apiKey: `sk-ant-oat01-${letters('o', 40, HEX)}` });
    expect(remark?.what).toBe('misfit');
  });

  it('a credential of the other kind names that kind', () => {
    const apiKey = 'https://0123456789abcdef0123456789abcdef@o1.ingest.us.sentry.io/42';
    expect(remarksOn('sentry', { apiKey })).toMatchObject([{ what: 'other-kind', kind: { id: 'dsn' } }]);
  });

  it('values in each other’s fields are told', () => {
    const remarks = remarksOn('twilio', { authToken: `AC${letters('p', 32, HEX)}` });
    expect(remarks).toMatchObject([{ what: 'other-field', label: 'Account SID' }]);
  });

  it('an empty field is not remarked upon', () => {
    expect(remarksOn('openrouter', { apiKey: '' })).toEqual([]);
  });
});
