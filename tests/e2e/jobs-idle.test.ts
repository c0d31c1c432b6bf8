/**
 * Browsers put a background to sleep that looks idle, and to them a silent answer does. Both run at once: they only
 * wait. `npm run torture` has the ten minutes.
 */
import { it } from 'vitest';
import { bothBrowsers } from '../harness/browser';
import { arrivesWhole } from '../torture/silence';

it.concurrent.each(bothBrowsers)(
  '%s: ninety seconds with a silence of three quarters of a minute arrive whole',
  (name) => arrivesWhole(name, 'every=4500 gap=45000@5', 150_000),
  240_000,
);
