import { type DragEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { KeptFile } from '../../../lib/files/record';
import { readBlob } from '../useFileUrl';

/** Somebody who means to save it does so soon; nothing large waits in memory for longer. */
const KEPT_MS = 60_000;
/** What is small is ready as long as it is in sight. */
const SMALL_BYTES = 4 * 1024 * 1024;

/**
 * What makes a link save a file. A large one is only opened when the pointer or the focus arrives, for a click as for
 * dragging it out of the page.
 */
export function useSaving(file: KeptFile, name: string) {
  const link = useRef<HTMLAnchorElement>(null);
  const [url, setUrl] = useState<string>();
  const [hasFailed, setHasFailed] = useState(false);
  const [shelf] = useState(() => new Shelf(file, setUrl));
  const isSmall = file.sealed.byteCount <= SMALL_BYTES;
  useEffect(() => {
    const place = link.current;
    if (!isSmall || !place || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(([seen]) => {
      // What cannot be read is said when somebody wants it.
      if (seen?.isIntersecting) void shelf.take().catch(() => undefined);
      else shelf.clear();
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, [isSmall, shelf]);
  useEffect(() => () => shelf.clear(), [shelf]);
  const take = () => {
    const made = shelf.take();
    made.catch(() => setHasFailed(true));
    if (!isSmall) shelf.clearIn(KEPT_MS);
    return made;
  };
  const getReady = () => void take().catch(() => undefined);
  return {
    hasFailed,
    link: {
      ref: link,
      href: url ?? '#',
      download: name,
      draggable: url !== undefined,
      onPointerEnter: getReady,
      onFocus: getReady,
      onClick: (event: MouseEvent<HTMLAnchorElement>) => {
        if (url !== undefined) return;
        // Not ready yet: it is saved in the moment it is.
        event.preventDefault();
        take().then(
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

/** One file as an address of this page, for as long as somebody may want it. */
class Shelf {
  #made: Promise<string> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly file: KeptFile,
    readonly tell: (url: string | undefined) => void,
  ) {}

  take(): Promise<string> {
    if (this.#made) return this.#made;
    const made = readBlob(this.file).then((blob) => URL.createObjectURL(blob));
    this.#made = made;
    made.then(
      (url) => this.#made === made && this.tell(url),
      () => this.clear(),
    );
    return made;
  }

  clearIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), ms);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#made?.then(URL.revokeObjectURL, () => undefined);
    this.#made = undefined;
    this.tell(undefined);
  }
}

function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
