/** The models on the sheet, with what each of them may do. */
export interface Known {
  readonly id: string;
  readonly thinking: readonly string[];
  readonly efforts: readonly string[];
  readonly mostTokens: number;
  readonly takesSampling?: true;
  readonly refusesForcedTools?: true;
}

const ALL = ['low', 'medium', 'high', 'xhigh', 'max'];

export const KNOWN: readonly Known[] = [
  {
    id: 'claude-fable-5-2',
    thinking: ['adaptive'],
    efforts: ALL,
    mostTokens: 128_000,
    refusesForcedTools: true,
  },
  {
    id: 'claude-opus-5-5',
    thinking: ['adaptive'],
    efforts: ALL,
    mostTokens: 128_000,
    refusesForcedTools: true,
  },
  {
    id: 'claude-sonnet-5-5',
    thinking: ['adaptive', 'between_tools'],
    efforts: ALL,
    mostTokens: 128_000,
    refusesForcedTools: true,
  },
  {
    id: 'claude-haiku-5-5',
    thinking: ['adaptive', 'disabled'],
    efforts: ALL.slice(0, 4),
    mostTokens: 128_000,
  },
  {
    id: 'claude-haiku-4-5-20251001',
    thinking: ['enabled', 'disabled'],
    efforts: [],
    mostTokens: 64_000,
    takesSampling: true,
  },
  {
    id: 'claude-sonnet-4-5-20250929',
    thinking: ['enabled', 'disabled'],
    efforts: [],
    mostTokens: 64_000,
    takesSampling: true,
  },
];

/** An alias without its date is the same model. */
export const findKnown = (id: unknown): Known | undefined =>
  KNOWN.find((known) => known.id === id || known.id.replace(/-\d{8}$/, '') === id);

const yes = (supported: boolean) => ({ supported });
const CREATED: Readonly<Record<string, string>> = {
  'claude-fable-5-2': '2026-11-09T00:00:00Z',
  'claude-sonnet-5-5': '2026-09-28T00:00:00Z',
  'claude-haiku-5-5': '2026-10-07T00:00:00Z',
};

const capabilities = ({ thinking, efforts }: Known) => ({
  image_input: yes(true),
  pdf_input: yes(true),
  structured_outputs: yes(true),
  effort: {
    ...yes(efforts.length > 0),
    ...Object.fromEntries(ALL.map((name) => [name, yes(efforts.includes(name))])),
  },
  thinking: {
    ...yes(true),
    types: Object.fromEntries(
      ['adaptive', 'between_tools', 'disabled', 'enabled'].map((name) => [
        name,
        yes(thinking.includes(name)),
      ]),
    ),
  },
  a_capability_of_tomorrow: yes(true),
});

const entryOf = (known: Known) => ({
  type: 'model',
  id: known.id,
  display_name: known.id.replaceAll('-', ' '),
  created_at: CREATED[known.id] ?? '2025-10-01T00:00:00Z',
  max_input_tokens: known.mostTokens > 100_000 ? 1_000_000 : 200_000,
  max_tokens: known.mostTokens,
  lifecycle: known.id.includes('-4-') ? 'deprecated' : 'active',
  line: known.id.split('-')[1],
  retires_at: known.id.includes('sonnet-4-5') ? '2026-11-30T00:00:00Z' : null,
  capabilities: capabilities(known),
  a_field_of_tomorrow: 1,
});

export const entries: readonly object[] = [
  ...KNOWN.map(entryOf),
  // Nothing is told of these two but that they are there.
  { type: 'model', id: 'claude-new', display_name: 'Claude New', created_at: null, capabilities: null },
  { type: 'model', id: 'claude-3-opus-20240229', display_name: 'Claude 3 Opus', lifecycle: 'retired' },
];
