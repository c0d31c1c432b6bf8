/** A GLB as its own header and JSON tell of it. Nothing in it is believed that its length does not bear out. */
import { z } from '../core/zod';

export const figuresSchema = z.object({
  triangles: z.number(),
  meshes: z.number(),
  textures: z.number(),
  /** Names of the nodes that have a mesh: the parts that can be worked on alone. */
  parts: z.array(z.string()),
  animations: z.array(z.string()),
  extensions: z.array(z.string()),
});
export type Figures = z.infer<typeof figuresSchema>;
