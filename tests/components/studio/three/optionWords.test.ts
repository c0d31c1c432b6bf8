/** Whatever a service lets one choose in 3D is said in plain words: what it is called, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { optionWords, valueWords } from '../../../../components/studio/three/optionWords';
import { deedWords } from '../../../../components/studio/three/words';
import { allWires } from '../../../../lib/providers/wires';

const makers = allWires.flatMap(({ id, makes }) => (makes?.model3d ? [[id, makes.model3d] as const] : []));

describe.each(makers)('%s', (_id, maker) => {
  it('has words for each of its options and steps', async () => {
    const models = await maker.models({} as never);
    const options = [...new Set(models.flatMap((model) => (model.options ?? []).map(({ name }) => name)))];
    expect(options.filter((name) => optionWords(name).help === undefined)).toEqual([]);
    const deeds = [...new Set(models.map(({ step }) => step?.deed ?? ''))];
    expect(deeds.filter((deed) => deed !== 'create' && deedWords(deed).about === '')).toEqual([]);
  });

  it('has no value that reads like code', async () => {
    const models = await maker.models({} as never);
    const values = models.flatMap((model) =>
      (model.options ?? []).flatMap(({ name, values: all = [] }) =>
        all.map((value) => valueWords(name, value)),
      ),
    );
    expect(values.filter((value) => /_|:|^[a-z]/.test(value))).toEqual([]);
  });
});

it('spells out plainly what nobody wrote about', () => {
  expect(optionWords('a_thing_of-tomorrow')).toEqual({ label: 'A thing of tomorrow' });
  expect(deedWords('un-wrap')).toEqual({ name: 'Un wrap', act: 'Un wrap', about: '' });
  expect(valueWords('x', 'preset:quadruped:walk')).toBe('Walk (quadruped)');
  expect(valueWords('x', 'v3.1-20260211')).toBe('3.1');
});
