import { z } from '../core/zod';
import { contract } from './contract';

/** Whether the provider's next key is tried when one is refused at no cost. Off at first. */
export const NEXT_KEY = 'next-key';
export const nextKeySchema = z.object({ isOn: z.boolean() });

export const nextKeyKeep = contract({
  name: 'next-key/keep',
  from: ['options', 'popup', 'sidepanel'],
  input: nextKeySchema,
  output: z.object({}),
});
