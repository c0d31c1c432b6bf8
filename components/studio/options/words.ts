/** What the form's options say. */
const counts = new Intl.NumberFormat('en');

export const options = {
  usual: 'The model’s own',
  notUsed: (least: number, most: number) => `Not used: this takes ${between(least, most)}.`,
  between: (least: number, most: number) => `${between(least, most)}.`,

  system: 'System prompt',
  systemHelp: 'How every answer should be. It stands before the conversation and is sent each time.',
  temperature: 'Temperature',
  temperatureHelp: '0 is steady, 2 is wild. Empty: the model’s own.',
  effort: 'Reasoning effort',
  effortHelp: 'More thinking takes longer and costs more.',
  limit: 'Token limit',
  limitHelp: (usual: number) => `The longest answer that you pay for. Empty: ${counts.format(usual)}.`,

  tools: 'Tools',
  toolsHelp: 'Once a web page’s text is in the conversation, every tool asks you first.',
  noTools: 'This model uses no tools.',

  references: 'Reference pictures',
  noReferences: 'This model takes no reference pictures.',
  someReferences: (most: number) =>
    `Attach up to ${counts.format(most)} with the paper clip: the model draws from them.`,
  seed: 'The same number makes much the same picture again. Empty: another one each time.',
  nothing: 'Nothing can be chosen for this model.',
} as const;

function between(least: number, most: number): string {
  if (!Number.isFinite(most)) return `a number from ${counts.format(least)} on`;
  return `a number from ${counts.format(least)} to ${counts.format(most)}`;
}

/** What can be switched on, by the names that models know. */
export const TOOLS: readonly {
  readonly names: readonly string[];
  readonly label: string;
  readonly help: string;
}[] = [
  {
    names: ['read_page'],
    label: 'Read the current tab',
    help: 'The model may read the page in front, if you clicked Firekeep’s button in the toolbar on it.',
  },
  {
    names: ['generate_image'],
    label: 'Make pictures',
    help: 'The model may ask for a picture at your cost: it says the price and waits for your word each time.',
  },
  {
    names: ['calculate', 'current_date'],
    label: 'Calculator and date',
    help: 'The model may have sums worked out and learn today’s date and time, in this browser.',
  },
];

const EFFORTS: Readonly<Record<string, string>> = { xhigh: 'Extra high', max: 'Maximum' };
export const effortName = (effort: string): string => EFFORTS[effort] ?? capital(effort);

const OPTION_NAMES: Readonly<Record<string, string>> = {
  n: 'Number of pictures',
  num_images: 'Number of pictures',
  num_outputs: 'Number of pictures',
  number_of_images: 'Number of pictures',
  output_format: 'File format',
  output_compression: 'Compression',
  output_quality: 'File quality',
  partial_images: 'Previews on the way',
  cfg_scale: 'Faithfulness to the prompt',
  guidance_scale: 'Faithfulness to the prompt',
  num_inference_steps: 'Steps',
  negative_prompt: 'What should not be in it',
};

/** A provider's own name for an option, as a person would write it. */
export const optionName = (name: string): string => OPTION_NAMES[name] ?? capital(spaced(name));

/** The same for one of its values. */
export function valueName(value: string): string {
  if (/^\d+x\d+$/.test(value)) return value.replace('x', ' × ');
  if (/^(png|jpe?g|gif|svg)$/.test(value)) return value.toUpperCase();
  if (value === 'webp') return 'WebP';
  return /^[a-z][a-z_-]*$/.test(value) ? effortName(spaced(value)) : value;
}

const spaced = (name: string): string => name.replace(/[_-]+/g, ' ').trim();
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
