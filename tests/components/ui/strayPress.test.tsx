// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Button } from '../../../components/ui/Button';
import { ignoreStrayPresses } from '../../../components/ui/strayPress';

let acts: string[];
let stop: () => void;

beforeEach(() => {
  acts = [];
  stop = ignoreStrayPresses();
});
afterEach(() => {
  stop();
  cleanup();
});

/** What is pressed gives its place to something else. */
function Row({ isSameElement = false }: { readonly isSameElement?: boolean }) {
  const [isRemoved, setIsRemoved] = useState(false);
  const act = (name: string) => () => {
    acts.push(name);
    setIsRemoved(!isRemoved);
  };
  return isRemoved ? (
    <Button key={isSameElement ? 'one' : 'undo'} onClick={act('undo')}>
      Undo
    </Button>
  ) : (
    <Button key={isSameElement ? 'one' : 'remove'} onClick={act('remove')}>
      Remove
    </Button>
  );
}

/** One gesture of the same hand: the second press follows in the same place, whatever stands there then. */
async function doubleClick(first: string, second: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: first }));
  pressWith(second, 2);
}

const pressWith = (name: string, detail: number) =>
  screen
    .getByRole('button', { name })
    .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));

it.each([false, true])(
  'the second press does not act on what came instead (same element: %s)',
  async (same) => {
    render(<Row isSameElement={same} />);
    await doubleClick('Remove', 'Undo');
    expect(acts).toEqual(['remove']);
    pressWith('Undo', 3);
    expect(acts).toEqual(['remove']);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(acts).toEqual(['remove', 'undo']);
  },
);

it('a form is not sent by it either', async () => {
  const send = () => acts.push('send');
  render(
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Button onClick={() => acts.push('open')}>Open</Button>
      <Button type="submit">Send</Button>
    </form>,
  );
  await doubleClick('Open', 'Send');
  expect(acts).toEqual(['open']);
});

it('the second press acts where the page moved under the first, of which no click came', () => {
  render(<Row />);
  const remove = screen.getByRole('button', { name: 'Remove' });
  remove.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, detail: 1 }));
  pressWith('Remove', 2);
  expect(acts).toEqual(['remove']);
});

it('the second press acts where the first one met nothing that could be pressed', () => {
  render(<Row />);
  document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, detail: 1 }));
  document.body.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  pressWith('Remove', 2);
  expect(acts).toEqual(['remove']);
});

it('pressing the same again and again counts each time', () => {
  render(<Button onClick={() => acts.push('more')}>Show earlier</Button>);
  for (const detail of [1, 2, 3]) pressWith('Show earlier', detail);
  expect(acts).toEqual(['more', 'more', 'more']);
});

it('a key counts wherever the focus went', async () => {
  render(<Row />);
  screen.getByRole('button', { name: 'Remove' }).focus();
  await userEvent.keyboard('{Enter}');
  screen.getByRole('button', { name: 'Undo' }).focus();
  await userEvent.keyboard('{Enter}');
  expect(acts).toEqual(['remove', 'undo']);
});

it('a tick is set and taken back by two presses on its label', async () => {
  render(
    <label>
      <input type="checkbox" /> Tools
    </label>,
  );
  await userEvent.dblClick(screen.getByText('Tools'));
  expect(screen.getByRole('checkbox')).toHaveProperty('checked', false);
  await userEvent.tripleClick(screen.getByText('Tools'));
  expect(screen.getByRole('checkbox')).toHaveProperty('checked', true);
});
