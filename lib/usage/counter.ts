/** What a service counted on a key, when it was first seen and the last time. */
import { z } from '../core/zod';

const sightingSchema = z.object({ usd: z.string(), atMs: z.number() });

/** It stands in the key's own record. */
export const counterSchema = z.object({ first: sightingSchema, last: sightingSchema });
export type Counter = z.infer<typeof counterSchema>;
