/** What was pressed goes from the page: whoever uses no mouse goes on from what comes in its place. */
const WAIT_MS = 5_000;

/** To take back what was just deleted. */
export const UNDO = { 'data-undo': '' } as const;
/** Where several are chosen. */
export const CHOOSE = { 'data-choose': '' } as const;

/**
 * As soon as it is there, unless the focus is somewhere by then. A list that still catches up may take it away and
 * bring another: then that one.
 */
export function focusNext(place: typeof UNDO | typeof CHOOSE): void {
  const [name] = Object.keys(place);
  const page = document;
  let given: HTMLElement | undefined;
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  const look = () => {
    const { activeElement, body } = page;
    if (activeElement && activeElement !== body) {
      if (given && activeElement !== given) end();
      return;
    }
    given = page.querySelector<HTMLElement>(`[${name}]`) ?? given;
    given?.focus();
  };
  const observer = new MutationObserver(look);
  const timer = setTimeout(() => {
    if (page.activeElement === page.body) page.querySelector<HTMLElement>('h1')?.focus();
    end();
  }, WAIT_MS);
  observer.observe(page.body, { childList: true, subtree: true });
  look();
}
