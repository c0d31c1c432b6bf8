/** What was pressed goes from the page: whoever uses no mouse goes on from what comes in its place. */
const WAIT_MS = 5_000;

/** To take back what was just deleted. */
export const UNDO = { 'data-undo': '' } as const;
/** Where several are chosen. */
export const CHOOSE = { 'data-choose': '' } as const;

/** As soon as it is there, unless the focus is somewhere by then. */
export function focusNext(place: typeof UNDO | typeof CHOOSE): void {
  const [name] = Object.keys(place);
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  const look = () => {
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body) return;
    const next = document.querySelector<HTMLElement>(`[${name}]`);
    if (!next) return;
    next.focus();
    end();
  };
  const observer = new MutationObserver(look);
  const timer = setTimeout(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('h1')?.focus();
    end();
  }, WAIT_MS);
  observer.observe(document.body, { childList: true, subtree: true });
  look();
}
