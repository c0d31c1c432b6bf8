/** The models on the sheet and some others that are in the same list. */
import type { Answering, Said } from '../shape';
import { refuse } from './errors';

export interface Known {
  readonly id: string;
  /** How thinking is told to it; undefined: it does not think. */
  readonly levels?: readonly string[];
  readonly budget?: readonly [least: number, most: number];
  readonly isWithoutIds?: true;
}

const FLASH = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];
const PRO = ['LOW', 'MEDIUM', 'HIGH'];

export const KNOWN: readonly Known[] = [
  { id: 'gemini-3.8-flash', levels: FLASH },
  { id: 'gemini-4-argon', levels: PRO },
  { id: 'gemini-3.5-flash-lite', levels: FLASH },
  { id: 'gemini-3.1-flash-lite', levels: FLASH },
  { id: 'gemini-3.1-pro-preview', levels: PRO },
  { id: 'gemini-2.5-flash', budget: [0, 24_576], isWithoutIds: true },
  { id: 'gemini-2.5-pro', budget: [128, 32_768], isWithoutIds: true },
  { id: 'gemini-2.0-flash', isWithoutIds: true },
];

export const findKnown = (id: string): Known | undefined => KNOWN.find((known) => known.id === id);

const entryOf = ({ id, levels, budget }: Known) => ({
  name: `models/${id}`,
  version: '001',
  displayName: id.replaceAll('-', ' '),
  inputTokenLimit: 1_048_576,
  outputTokenLimit: 65_536,
  supportedGenerationMethods: ['generateContent', 'countTokens', 'batchGenerateContent'],
  temperature: 1,
  maxTemperature: 2,
  ...(levels || budget ? { thinking: true } : {}),
  a_field_of_tomorrow: {},
});

const ENTRIES: readonly object[] = [
  ...KNOWN.map(entryOf),
  { ...entryOf({ id: 'gemini-new-flash' }), thinking: false, displayName: undefined },
  entryOf({ id: 'gemini-3.1-flash-image' }),
  entryOf({ id: 'gemini-2.5-flash-preview-tts' }),
  { ...entryOf({ id: 'gemini-embedding-002' }), supportedGenerationMethods: ['embedContent'] },
  { ...entryOf({ id: 'gemini-3.1-flash-live' }), supportedGenerationMethods: ['bidiGenerateContent'] },
  entryOf({ id: 'gemma-4-31b-it' }),
];

const said = (models: readonly object[], nextPageToken?: string): Said => ({
  status: 200,
  body: { models, ...(nextPageToken ? { nextPageToken } : {}) },
});

/** Two pages when asked for all, so that nobody takes the first for the whole. */
export const list: Answering = ({ query }) => {
  const size = query.get('pageSize');
  if (size === null || !/^([1-9]\d{0,2}|1000)$/.test(size))
    return refuse(400, 'INVALID_ARGUMENT', 'Bad page size');
  if (size === '1') return said(ENTRIES.slice(0, 1), 'Ch4=');
  const token = query.get('pageToken');
  if (token !== null && token !== 'Ch4/a+b=') return refuse(400, 'INVALID_ARGUMENT', 'Bad page token');
  return token === null ? said(ENTRIES.slice(0, 5), 'Ch4/a+b=') : said(ENTRIES.slice(5));
};
