/** What the table of models is made of. */
import type { From } from '../../form-3d';
import type { Model, Option, Step, Tariff } from '../../model';
import { choice as oneOf, range, toggle } from '../../wire/options';

export type When = NonNullable<Option['when']>;
export type Price = Tariff['rows'][number];
type More = Pick<Option, 'when' | 'from'>;
export type Row3d = Model & { readonly step: Step; readonly options: Option[] };

export const PICTURES: From[] = ['picture', 'views'];
export const PLAIN = 'v3.0-20250812';
export const OLD = 'v2.5-20250123';
const NEWEST = 'v3.5-20260815';

// The first value is what the service takes when nothing is sent.
export const choice = (name: string, values: string, more?: More): Option => ({
  ...oneOf(name, values, more),
  initial: values.split(' ')[0],
});
export const flag = (name: string, more?: More, initial = false): Option =>
  toggle(name, { initial, ...more });
export const seed = (name: string, more?: More): Option => ({ name, is: 'seed', max: 2 ** 31 - 1, ...more });
export const faces = (min: number, max: number, when?: When) =>
  range('face_limit', min, max, when && { when });

export const textures = (first: string, base: When = {}): Option[] => {
  const others = [PLAIN, OLD, NEWEST].filter((version) => version !== first);
  const newest = { when: { ...base, texture_version: [NEWEST] } };
  return [
    choice('texture_version', [first, ...others].join(' '), { when: base }),
    choice('texture_quality', 'standard detailed extreme', {
      when: { ...base, texture_version: [PLAIN, OLD] },
    }),
    choice('texture_quality', 'standard detailed extreme fast', newest),
    flag('pbr', { when: base }, true),
    flag('delight', newest, true),
    seed('texture_seed', { when: base }),
    choice('texture_alignment', 'original_image geometry', base.texture && { when: base, from: PICTURES }),
  ];
};

export const also = (name: string, value: string | boolean, amount: number): Price => ({
  amount,
  when: { [name]: [value] },
});
export const FINER = [also('texture_quality', 'detailed', 10), also('texture_quality', 'extreme', 20)];

export const row = (
  id: string,
  name: string,
  step: Step,
  options: Option[],
  rows: Price[],
  takes: Model['takes'] = [],
): Row3d => ({
  id,
  name,
  makes: ['model3d'],
  takes,
  step,
  options,
  tariff: { usdEach: '0.01', unit: 'credits', asOf: '2026-10-14', rows },
});
