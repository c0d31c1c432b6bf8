/** `npm run torture`: ten minutes, a word a minute. */
import { it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { arrivesWhole } from './silence';

it.concurrent.each(bothBrowsers)('%s: ten minutes with silences of a minute arrive whole', (name) =>
  arrivesWhole(name, 'every=60000', 15 * 60_000),
);
