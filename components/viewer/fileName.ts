import { extensionOf } from '../../lib/files/kinds';
import type { Job, Made } from '../../lib/jobs/record';

/** Names no provider, no model and no prompt: the browser keeps a list of downloads. */
export function fileNameOf({ request, state }: Job, { file, at }: Made): string {
  const made = new Date(state.endedAtMs ?? request.atMs);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${made.getFullYear()}${two(made.getMonth() + 1)}${two(made.getDate())}`;
  const time = `${two(made.getHours())}${two(made.getMinutes())}${two(made.getSeconds())}`;
  return `firekeep-${day}-${time}-${at + 1}.${extensionOf(file.media)}`;
}
