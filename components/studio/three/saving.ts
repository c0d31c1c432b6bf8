import { type DragEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { extensionOf } from '../../../lib/files/kinds';
import type { KeptFile } from '../../../lib/files/record';
import type { Job } from '../../../lib/jobs/record';
import { readBlob } from '../useFileUrl';

/** Names no provider, no model and no prompt: the browser keeps a list of downloads. */
export function fileNameOf(
  { request, state }: Job,
  { media }: Pick<KeptFile, 'media'>,
  number: number,
): string {
  const made = new Date(state.endedAtMs ?? request.atMs);
  const two = (count: number) => String(count).padStart(2, '0');
  const day = `${made.getFullYear()}${two(made.getMonth() + 1)}${two(made.getDate())}`;
  const time = `${two(made.getHours())}${two(made.getMinutes())}${two(made.getSeconds())}`;
  return `firekeep-${day}-${time}-${number}.${extensionOf(media)}`;
}

/** Somebody who means to save it does so soon; nothing large waits in memory for longer. */
const KEPT_MS = 60_000;

/**
 * What makes a link save a file that is only opened when somebody is about to: it is ready when the pointer or the
 * focus arrives, for a click as for dragging it out of the page.
 */
export function useSaving(file: KeptFile, name: string) {
  const [url, setUrl] = useState<string>();
  const [hasFailed, setHasFailed] = useState(false);
  const ready = useRef<{ readonly url: Promise<string>; readonly timer: ReturnType<typeof setTimeout> }>(
    null,
  );
  const forget = useRef(() => {
    const before = ready.current;
    if (!before) return;
    ready.current = null;
    clearTimeout(before.timer);
    before.url.then(URL.revokeObjectURL, () => undefined);
  });
  useEffect(() => forget.current, []);
  const prepare = (): Promise<string> => {
    if (ready.current) return ready.current.url;
    const made = readBlob(file).then((blob) => URL.createObjectURL(blob));
    const timer = setTimeout(() => {
      forget.current();
      setUrl(undefined);
    }, KEPT_MS);
    ready.current = { url: made, timer };
    made.then(setUrl, () => {
      forget.current();
      setHasFailed(true);
    });
    return made;
  };
  const getReady = () => void prepare().catch(() => undefined);
  return {
    hasFailed,
    link: {
      href: url ?? '#',
      download: name,
      draggable: url !== undefined,
      onPointerEnter: getReady,
      onFocus: getReady,
      onClick: (event: MouseEvent<HTMLAnchorElement>) => {
        if (url !== undefined) return;
        // Not ready yet: it is saved in the moment it is.
        event.preventDefault();
        prepare().then(
          (made) => save(made, name),
          () => undefined,
        );
      },
      onDragStart: ({ dataTransfer }: DragEvent) => {
        if (url !== undefined) dataTransfer.setData('DownloadURL', `${file.media}:${name}:${url}`);
      },
    },
  };
}

function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
