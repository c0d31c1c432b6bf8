/** What of a form in 3D is shown, and what of it is sent. */
import { describe, expect, it } from 'vitest';
import { type From, offeredOf, optionsOf, readsWords } from '../../lib/providers/form-3d';
import type { OptionValue } from '../../lib/providers/makes-3d';
import type { Model, Option } from '../../lib/providers/model';

const options: Option[] = [
  { name: 'texture', is: 'switch', initial: true },
  { name: 'quality', is: 'choice', values: ['plain', 'fine'], initial: 'plain', when: { texture: [true] } },
  { name: 'faces', is: 'range', min: 50, max: 900, when: { quad: [false] } },
  { name: 'faces', is: 'range', min: 50, max: 100, when: { quad: [true] } },
  { name: 'quad', is: 'switch', initial: false },
  { name: 'size', is: 'choice', values: ['small', 'large'] },
  { name: 'poses', is: 'choices', values: ['sit', 'run', 'fly'], max: 2 },
  { name: 'parts', is: 'parts' },
  { name: 'seed', is: 'seed', max: 99 },
  { name: 'avoid', is: 'text', from: ['text'] },
];
const model: Model = { id: 'owl', name: 'Owl', makes: ['model3d'], takes: ['text'], options };
const sent = (chosen: Record<string, OptionValue>, from: From = 'text') =>
  optionsOf(model, { from, options: chosen });

it('what stands there from the start goes along', () => {
  expect(sent({})).toEqual({ texture: true, quality: 'plain', quad: false });
});

it('what may not stand beside something else is neither shown nor sent', () => {
  const bare = { texture: false, quality: 'fine', quad: false };
  expect(sent(bare)).toEqual({ texture: false, quad: false });
  const shown = offeredOf(model, { from: 'text', options: bare });
  expect(shown.map(({ name }) => name)).not.toContain('quality');
  expect(sent({ avoid: 'wings' })).toMatchObject({ avoid: 'wings' });
  expect(sent({ avoid: 'wings' }, 'picture')).not.toHaveProperty('avoid');
});

describe('an old choice that fits no more', () => {
  it.each<[string, Record<string, OptionValue>, unknown]>([
    ['is the first one again', { quality: 'finest' }, { quality: 'plain' }],
    ['is none where there was none', { size: 'huge' }, { size: undefined }],
    ['is as near as it may be', { faces: 5_000 }, { faces: 900 }],
    ['and as near as it may be beside another', { faces: 5_000, quad: true }, { faces: 100 }],
    ['from below', { faces: 3 }, { faces: 50 }],
    ['is no number', { faces: 'many' }, { faces: undefined }],
    ['is a text that is a number', { faces: '70' }, { faces: 70 }],
    ['is a switch of words', { texture: 'true' }, { texture: true }],
    ['is a seed beyond the last one', { seed: 100 }, { seed: undefined }],
    ['is half a seed', { seed: 1.5 }, { seed: undefined }],
    ['is a seed', { seed: 0 }, { seed: 0 }],
    [
      'is several, as many as there may be',
      { poses: ['sit', 'swim', 'fly', 'run'] },
      { poses: ['sit', 'fly'] },
    ],
    ['is none of several', { poses: ['swim'] }, { poses: undefined }],
    ['is one of several', { poses: 'sit' }, { poses: ['sit'] }],
    ['is a part, whatever it is called', { parts: ['head', 'a wing'] }, { parts: ['head', 'a wing'] }],
    ['is empty', { quality: '', poses: [] }, { quality: 'plain', poses: undefined }],
  ])('%s', (_what, chosen, wanted) => {
    const all = { quality: 'plain', ...sent(chosen) };
    for (const [name, value] of Object.entries(wanted as object))
      expect((all as Record<string, unknown>)[name]).toEqual(value);
  });
});

it('reads words only where its row says so', () => {
  const row = (step: Partial<NonNullable<Model['step']>>): Model => ({
    id: 'x',
    name: 'x',
    makes: ['model3d'],
    takes: [],
    step: { deed: 'create', from: ['text', 'picture'], ...step },
  });
  expect(readsWords(undefined, 'picture')).toBe(true);
  expect(readsWords(row({}), 'picture')).toBe(true);
  expect(readsWords(row({ mostPrompt: 0 }), 'text')).toBe(false);
  expect(readsWords(row({ wordsFrom: ['text'] }), 'text')).toBe(true);
  expect(readsWords(row({ wordsFrom: ['text'] }), 'views')).toBe(false);
});

it('twice is as once', () => {
  const chosen = { texture: false, faces: 5_000, quad: true, poses: ['sit'], seed: 4 };
  expect(sent(sent(chosen))).toEqual(sent(chosen));
});
