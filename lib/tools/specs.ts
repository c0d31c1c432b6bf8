/** Tools that Firekeep lends to a model: what the model is told of each. */
import type { ToolSpec } from '../providers/makes';

export const toolSpecs: readonly ToolSpec[] = [];
