/** The providers as the harness needs them, read from the disk: outside a bundler there is no glob. */
import { readdirSync } from 'node:fs';
import type { Card, Fields, Guide, Kind, Wire } from '../../lib/providers/shape';

const folder = new URL('../../lib/providers/all/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .sort();

const modules = await Promise.all(
  files.map(
    async (file) =>
      (await import(/* @vite-ignore */ new URL(file, folder).href)) as { wire: Wire; card: Card },
  ),
);

export const wires: ReadonlyMap<string, Wire> = new Map(modules.map(({ wire }) => [wire.id, wire]));
export const guides: ReadonlyMap<string, Guide> = new Map(
  modules.map(({ card: { face, ...card } }) => [face.id, { ...face, ...card }]),
);

/** The named kind, or the provider's first. */
export function kindOf(providerId: string, kindId: string | undefined): Kind | undefined {
  const kinds = wires.get(providerId)?.kinds ?? [];
  return kindId === undefined ? kinds[0] : kinds.find((kind) => kind.id === kindId);
}

/** The values that nobody but the provider may see. */
export const secretsIn = (kind: Kind, fields: Fields): string[] =>
  kind.fields.flatMap((field) => {
    const value = fields[field.name];
    return field.holds === 'secret' && value ? [value] : [];
  });
