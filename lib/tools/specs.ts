/** Tools that Firekeep lends to a model: what the model is told of each. All are off until switched on. */
import type { ToolSpec } from '../providers/makes';

export const READ_PAGE = 'read_page';
export const MAKE_IMAGE = 'generate_image';
export const CALCULATE = 'calculate';
export const NOW = 'current_date';

/** Not `additionalProperties: false`, which some services refuse: what a model adds of its own is dropped when it is parsed. */
const object = (properties: ToolSpec['parameters'], required: readonly string[]): ToolSpec['parameters'] => ({
  type: 'object',
  properties,
  required,
});

export const toolSpecs: readonly ToolSpec[] = [
  {
    name: READ_PAGE,
    description: 'Reads the text of the web page in the current browser tab.',
    parameters: object({}, []),
  },
  {
    name: MAKE_IMAGE,
    description: 'Generates one picture from a description and shows it to the person. It costs money.',
    parameters: object({ prompt: { type: 'string', description: 'What the picture should show.' } }, [
      'prompt',
    ]),
  },
  {
    name: CALCULATE,
    description: 'Calculates an arithmetic expression with + - * / % ^ and parentheses.',
    parameters: object({ expression: { type: 'string' } }, ['expression']),
  },
  {
    name: NOW,
    description: 'Tells the current date, time and weekday.',
    parameters: object(
      { timeZone: { type: 'string', description: 'An IANA time zone; the local one by default.' } },
      [],
    ),
  },
];

/** It costs, so it asks every time. */
export const alwaysAsks = (name: string): boolean => name === MAKE_IMAGE;
