// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { focusNext, UNDO } from '../../../components/library/focus';
import { until } from '../../harness/until';

const [NAME = ''] = Object.keys(UNDO);
const undo = () => {
  const button = document.body.appendChild(document.createElement('button'));
  button.setAttribute(NAME, '');
  return button;
};
const untilAt = (element: Element) =>
  until(async () => document.activeElement === element, { what: 'the focus' });

describe('the focus', () => {
  beforeEach(() => {
    document.body.innerHTML = '<h1 tabindex="-1">Library</h1><input>';
  });

  it('goes to what comes in the place of what was pressed', async () => {
    focusNext(UNDO);
    await untilAt(undo());
  });

  it('and to what comes in the place of that, when a list still catches up', async () => {
    focusNext(UNDO);
    const first = undo();
    await untilAt(first);
    first.remove();
    await untilAt(undo());
  });

  it('stays where somebody went meanwhile', async () => {
    focusNext(UNDO);
    const first = undo();
    await untilAt(first);
    const field = document.querySelector('input') ?? expect.fail('no field');
    field.focus();
    // It was noticed that somebody left,
    document.body.append('moved');
    await Promise.resolve();
    field.remove();
    const second = undo();
    // and nothing is taken from wherever they are now.
    await new Promise<void>(
      (resolve) =>
        new MutationObserver(() => resolve()).observe(document.body, { childList: true }) ??
        document.body.append('more'),
    );
    expect(document.activeElement).not.toBe(second);
  });
});
