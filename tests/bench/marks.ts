/** What is waited for on each page, told by the words that people see. Runs in the page. */
import type { Marks } from './probe';

/** The empty extensions have one button. */
export const bare: Marks = {
  usable: () => document.querySelector('button') !== null,
  shown: () => document.querySelector('button') !== null,
};

/** Locked, a page has one field. */
const passphrase = () => {
  const labels = [...document.querySelectorAll('label')];
  const field = labels.find((label) => label.textContent === 'Passphrase')?.control;
  return field instanceof HTMLInputElement && !field.disabled;
};
export const locked: Marks = { usable: passphrase, shown: passphrase };

const lockButton = () => [...document.querySelectorAll('button')].some((one) => one.textContent === 'Lock');

/** Whatever else is on it. */
export const opened: Marks = { usable: lockButton, shown: lockButton };

/** Popup and side panel, open: what there is to lock, then where to write. */
export const panel: Marks = {
  usable: lockButton,
  shown: () => document.querySelector('main textarea') !== null,
};

/** The same, with what was made before. */
export const resultsOf = (count: number): Marks => ({
  usable: lockButton,
  shown: (count) => (document.querySelector('[aria-label="Results"]')?.children.length ?? 0) >= count,
  count,
});

/** The options page, open: what there is to lock, then the saved keys. Each has one button "Reveal". */
export const keysOf = (count: number): Marks => ({
  usable: lockButton,
  shown: (count) =>
    [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Reveal').length >= count,
  count,
});
