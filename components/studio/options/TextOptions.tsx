import type { Chosen as Options } from '../../../lib/jobs/record';
import { limitOf } from '../../../lib/models/estimate';
import { Checkbox } from '../../ui/field/Checkbox';
import { Select } from '../../ui/field/Select';
import { TextArea } from '../../ui/field/TextArea';
import { useForm } from '../form';
import { NumberField } from './NumberField';
import type { OptionsProps } from './Options';
import { effortName, options, TOOLS } from './words';

const MOST_TOKENS = 1_000_000;

/** Only what the chosen model takes is asked. */
export function TextOptions({ store, choice }: OptionsProps) {
  const { chosen } = useForm(store);
  const model = choice?.model;
  const set = <Name extends keyof Options>(name: Name, value: Options[Name]) =>
    store.change({ chosen: withOption(chosen, name, value) });
  return (
    <>
      <TextArea
        label={options.system}
        help={options.systemHelp}
        rows={2}
        maxLength={100_000}
        value={chosen.system ?? ''}
        onChange={({ target }) => set('system', target.value || undefined)}
      />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
        {model?.takesTemperature && (
          <NumberField
            label={options.temperature}
            help={options.temperatureHelp}
            value={chosen.temperature}
            least={0}
            most={2}
            onChange={(value) => set('temperature', value)}
          />
        )}
        {model?.efforts && model.efforts.length > 0 && (
          <Select
            label={options.effort}
            help={options.effortHelp}
            value={model.efforts.includes(chosen.effort ?? '') ? chosen.effort : ''}
            choices={[
              { value: '', label: options.usual },
              ...model.efforts.map((effort) => ({ value: effort, label: effortName(effort) })),
            ]}
            onChange={({ target }) => set('effort', target.value || undefined)}
          />
        )}
        <NumberField
          label={options.limit}
          help={options.limitHelp(limitOf(model, undefined))}
          value={chosen.maxTokens}
          least={1}
          most={MOST_TOKENS}
          isWhole
          onChange={(value) => set('maxTokens', value)}
        />
      </div>
      {model?.hasTools ? (
        <ToolSwitches tools={chosen.tools ?? []} onChange={(tools) => set('tools', tools)} />
      ) : (
        model && <p className="text-sm text-soft">{options.noTools}</p>
      )}
    </>
  );
}

interface ToolSwitchesProps {
  readonly tools: readonly string[];
  readonly onChange: (tools: string[] | undefined) => void;
}

function ToolSwitches({ tools, onChange }: ToolSwitchesProps) {
  const toggle = (names: readonly string[], isOn: boolean) => {
    const others = tools.filter((tool) => !names.includes(tool));
    const all = isOn ? [...others, ...names] : others;
    onChange(all.length > 0 ? all : undefined);
  };
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{options.tools}</legend>
      {TOOLS.map(({ names, label, help }) => (
        <Checkbox
          key={label}
          label={label}
          help={help}
          checked={names.every((name) => tools.includes(name))}
          onChange={({ target }) => toggle(names, target.checked)}
        />
      ))}
      <p className="text-sm text-soft">{options.toolsHelp}</p>
    </fieldset>
  );
}

/** Without its name where there is no value: what was never chosen is not kept. */
function withOption<Name extends keyof Options>(chosen: Options, name: Name, value: Options[Name]): Options {
  const { [name]: _, ...others } = chosen;
  return value === undefined ? others : { ...others, [name]: value };
}
