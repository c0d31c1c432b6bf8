/** Small choices of a person that are remembered, sealed. */
import { z } from '../core/zod';
import { rateSchema } from '../models/rates';
import { contract } from './contract';

export const settingsDismiss = contract({
  name: 'settings/dismiss',
  from: ['options'],
  input: z.object({ panel: z.enum(['why-your-own-keys']) }),
  output: z.object({}),
});

/** What somebody pays for a service's credit. Null: what its price list says. */
export const settingsRate = contract({
  name: 'settings/rate',
  from: ['options'],
  input: z.object({ provider: z.string().check(z.maxLength(64)), usd: z.nullable(rateSchema) }),
  output: z.object({}),
});
