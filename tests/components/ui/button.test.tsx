// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type FormEvent, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { Button } from '../../../components/ui/Button';

afterEach(cleanup);

function Form({ onSend }: { readonly onSend: () => void }) {
  const [isBusy, setIsBusy] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend();
    setIsBusy(true);
  };
  return (
    <form onSubmit={send}>
      <Button type="submit" isBusy={isBusy}>
        Send
      </Button>
    </form>
  );
}

it('a busy button keeps its focus and its name, and sends once however often it is pressed', async () => {
  let sent = 0;
  render(
    <Form
      onSend={() => {
        sent += 1;
      }}
    />,
  );
  const button = screen.getByRole('button', { name: 'Send' });
  await userEvent.click(button);
  await userEvent.click(button);
  await userEvent.keyboard('{Enter}');
  expect(sent).toBe(1);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Send' }));
});
