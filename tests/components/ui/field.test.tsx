// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Checkbox } from '../../../components/ui/field/Checkbox';
import { DateField } from '../../../components/ui/field/DateField';
import { RadioGroup } from '../../../components/ui/field/RadioGroup';
import { Select } from '../../../components/ui/field/Select';
import { TextArea } from '../../../components/ui/field/TextArea';
import { SearchField, TextField } from '../../../components/ui/field/TextField';

afterEach(cleanup);

const choices = [
  { value: 'a', label: 'First' },
  { value: 'b', label: 'Second' },
];

describe('what is typed is kept by no browser', () => {
  it('every field says so', () => {
    const { container } = render(
      <>
        <TextField label="Name" />
        <TextField label="API key" holds="secret" />
        <TextField label="Code" holds="code" />
        <SearchField label="Search" />
        <TextArea label="Prompt" />
        <DateField label="From" />
        <Select label="Kind" choices={choices} />
        <RadioGroup legend="Which" choices={choices} defaultValue="a" />
        <Checkbox label="Yes" />
      </>,
    );
    const fields = [...container.querySelectorAll('input, textarea, select')];
    expect(fields).toHaveLength(10);
    expect(fields.map((field) => field.getAttribute('autocomplete'))).toEqual(fields.map(() => 'off'));
  });

  it('a secret is not spelled, corrected or capitalised, shown or not', async () => {
    render(<TextField label="API key" holds="secret" />);
    const field = screen.getByLabelText('API key');
    const kept = () => [
      field.getAttribute('spellcheck'),
      field.getAttribute('autocapitalize'),
      field.getAttribute('autocomplete'),
    ];
    expect(kept()).toEqual(['false', 'off', 'off']);
    expect(field).toHaveProperty('type', 'password');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(field).toHaveProperty('type', 'text');
    expect(kept()).toEqual(['false', 'off', 'off']);
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }));
    expect(field).toHaveProperty('type', 'password');
  });

  it('a secret that was typed is in no attribute', async () => {
    const ref = createRef<HTMLInputElement>();
    const { container } = render(<TextField ref={ref} label="API key" holds="secret" />);
    await userEvent.type(screen.getByLabelText('API key'), 'invented-secret');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(ref.current?.value).toBe('invented-secret');
    expect(container.innerHTML).not.toContain('invented-secret');
  });
});

describe('words around a field', () => {
  it('help and error are tied to it', () => {
    render(<TextField label="Name" help="At most 80 characters." error="Too long. Shorten it." />);
    const field = screen.getByRole('textbox', { name: 'Name' });
    const said = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id));
    expect(said.map((element) => element?.textContent)).toEqual([
      'Too long. Shorten it.',
      'At most 80 characters.',
    ]);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('without them nothing is claimed', () => {
    render(<TextField label="Name" />);
    const field = screen.getByRole('textbox', { name: 'Name' });
    expect(field.hasAttribute('aria-describedby')).toBe(false);
    expect(field.hasAttribute('aria-invalid')).toBe(false);
  });
});
