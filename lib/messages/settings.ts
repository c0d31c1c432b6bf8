/** Small choices of a person that are remembered, sealed. */
import { z } from '../core/zod';
import { contract } from './contract';

export const settingsDismiss = contract({
  name: 'settings/dismiss',
  from: ['options'],
  input: z.object({ panel: z.enum(['why-your-own-keys']) }),
  output: z.object({}),
});
