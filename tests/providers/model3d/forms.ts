/** Whatever somebody may click together on a form: also what would not go together. */
import fc from 'fast-check';
import type { From } from '../../../lib/providers/form-3d';
import type { OptionValue } from '../../../lib/providers/makes-3d';
import type { Model, Option } from '../../../lib/providers/model';

function anyValueOf({ is, values = [], min = 0, max = 1_000_000 }: Option): fc.Arbitrary<OptionValue> {
  switch (is) {
    case 'switch':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...values, 'something of another model');
    case 'choices':
      return fc.subarray([...values]);
    case 'range':
      return Number.isInteger(min)
        ? fc.oneof(fc.integer({ min, max }), fc.integer())
        : fc.double({ noNaN: true });
    case 'seed':
      return fc.integer();
    default:
      return fc.constantFrom('', 'wings');
  }
}

/** Each option may also be left as it is. */
export const anyOptions = ({ options = [] }: Model): fc.Arbitrary<Record<string, OptionValue>> =>
  fc
    .record(Object.fromEntries(options.map((option) => [option.name, fc.option(anyValueOf(option))])))
    .map((chosen) =>
      Object.fromEntries(
        Object.entries(chosen).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
      ),
    );

export const anyForm = (models: readonly Model[]) =>
  fc.constantFrom(...models).chain((model) =>
    fc.record({
      model: fc.constant(model),
      from: fc.constantFrom<From>(...(model.step?.from ?? [])),
      options: anyOptions(model),
    }),
  );
