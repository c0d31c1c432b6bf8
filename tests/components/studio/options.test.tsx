// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FormStore } from '../../../components/studio/form';
import { fitting } from '../../../components/studio/order';
import type { Chosen } from '../../../lib/jobs/record';
import type { Option } from '../../../lib/providers/model';
import { askedFor, modelOf, setStudioStage, show, user } from './stage';

setStudioStage();

const toggle = () => screen.getByRole('button', { name: 'Options' });
const openOptions = () => user.click(toggle());
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });

/** Everything that one model can take. */
const rich = modelOf('acme/rich', {
  takesTemperature: true,
  efforts: ['none', 'low', 'xhigh'],
  hasTools: true,
  outputTokens: 8_000,
});

async function sendOne(): Promise<Chosen> {
  await user.type(screen.getByRole('textbox', { name: 'Prompt' }), 'go{Enter}');
  return askedFor('jobs/start').at(-1)?.input.chosen;
}

describe('the fold', () => {
  it('is closed at first, says whether it is open, and stays as it was left while the page lives', async () => {
    const store = new FormStore('text');
    show({ store });
    expect(toggle().getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('textbox', { name: 'System prompt' })).toBeNull();
    await openOptions();
    expect(toggle().getAttribute('aria-expanded')).toBe('true');
    await screen.findByRole('textbox', { name: 'System prompt' });
    expect(document.getElementById(toggle().getAttribute('aria-controls') ?? '')).toBeTruthy();
    // As when somebody looked at the other tab.
    document.body.replaceChildren();
    show({ store });
    await screen.findByRole('textbox', { name: 'System prompt' });
  });

  it('says how much goes along while it is closed', async () => {
    const { store } = show({ models: [rich] });
    store.change({ chosen: { system: 'Be brief.', temperature: 0.5 } });
    await screen.findByText('2 set');
  });
});

describe('the options of a text model', () => {
  it('are sent as they were chosen', async () => {
    show({ models: [rich] });
    await openOptions();
    await user.type(await screen.findByRole('textbox', { name: 'System prompt' }), 'Be brief.');
    await user.type(field('Temperature'), '0,3');
    await user.type(field('Token limit'), '500');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Reasoning effort' }), 'Extra high');
    expect(await sendOne()).toEqual({
      system: 'Be brief.',
      temperature: 0.3,
      maxTokens: 500,
      effort: 'xhigh',
    });
  });

  it('show only what this model takes', async () => {
    show({ models: [modelOf('acme/plain')] });
    await openOptions();
    await screen.findByRole('textbox', { name: 'Token limit' });
    expect(screen.queryByRole('textbox', { name: 'Temperature' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Reasoning effort' })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByText('This model uses no tools.')).toBeTruthy();
  });

  it.each(['3', '-1', 'warm'])('do not use the temperature %s, and say so', async (words) => {
    show({ models: [rich] });
    await openOptions();
    await screen.findByRole('textbox', { name: 'Temperature' });
    await user.type(field('Temperature'), words);
    expect(field('Temperature').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^Not used: this takes a number from 0 to 2/)).toBeTruthy();
    expect(await sendOne()).toEqual({});
  });

  it('have three tools, each off until it is switched on', async () => {
    show({ models: [rich] });
    await openOptions();
    const tools = await screen.findByRole('group', { name: 'Tools' });
    const switches = within(tools).getAllByRole<HTMLInputElement>('checkbox');
    expect(switches.map((one) => one.checked)).toEqual([false, false, false]);
    for (const one of switches)
      expect(document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/\.$/);
    await user.click(within(tools).getByRole('checkbox', { name: 'Calculator and date' }));
    await user.click(within(tools).getByRole('checkbox', { name: 'Make pictures' }));
    await user.click(within(tools).getByRole('checkbox', { name: 'Make pictures' }));
    expect(await sendOne()).toEqual({ tools: ['calculate', 'current_date'] });
  });

  it('of another model stay on the form and are not sent', () => {
    const chosen = { temperature: 1, effort: 'low', tools: ['calculate'], system: 'x', maxTokens: 9 };
    expect(fitting('text', chosen, modelOf('acme/plain'))).toEqual({ system: 'x', maxTokens: 9 });
    expect(fitting('text', chosen, undefined)).toEqual({ system: 'x', maxTokens: 9 });
    expect(fitting('text', chosen, rich)).toEqual(chosen);
  });
});

describe('the form of an image model', () => {
  const drawn: Option[] = [
    { name: 'aspect_ratio', is: 'choice', values: ['1:1', '16:9'] },
    { name: 'quality', is: 'choice', values: ['low', 'high'], initial: 'high' },
    { name: 'size', is: 'choice', values: ['1024x1024'] },
    { name: 'n', is: 'range', min: 1, max: 4 },
    { name: 'strength', is: 'range', min: 0, max: 1 },
    { name: 'raw', is: 'switch' },
    { name: 'negative_prompt', is: 'text' },
    { name: 'seed', is: 'seed' },
  ];
  const model = modelOf('acme/painter', { makes: ['image'], options: drawn, maxReferences: 3 });

  it('is drawn from its list, in words, and sent under the provider’s names', async () => {
    show({ make: 'image', models: [model] });
    await openOptions();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Aspect ratio' }), '16:9');
    const quality = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Quality' });
    expect(quality.selectedOptions[0]?.textContent).toBe('High');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Size' }), '1024 × 1024');
    await user.type(field('Number of pictures'), '2');
    await user.type(field('Strength'), '0.25');
    await user.click(screen.getByRole('checkbox', { name: 'Raw' }));
    await user.type(field('What should not be in it'), 'text');
    await user.type(field('Seed'), '42');
    expect(screen.getByText(/Attach up to 3 with the paper clip/)).toBeTruthy();
    expect(await sendOne()).toEqual({
      image: {
        aspect_ratio: '16:9',
        size: '1024x1024',
        n: 2,
        strength: 0.25,
        raw: true,
        negative_prompt: 'text',
        seed: 42,
      },
    });
  });

  it('takes back what stood there from the start only by a choice', async () => {
    show({ make: 'image', models: [model] });
    await openOptions();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Quality' }), 'The model’s own');
    expect(await sendOne()).toEqual({ image: { quality: '' } });
  });

  it.each(['5', '0', '1.5'])('does not use %s as the number of pictures', async (words) => {
    show({ make: 'image', models: [model] });
    await openOptions();
    await screen.findByRole('combobox', { name: 'Quality' });
    await user.type(field('Number of pictures'), words);
    expect(field('Number of pictures').getAttribute('aria-invalid')).toBe('true');
    expect(await sendOne()).toEqual({});
  });

  it('says when there is nothing to choose', async () => {
    show({ make: 'image', models: [modelOf('acme/bare', { makes: ['image'] })] });
    await openOptions();
    await screen.findByText('Nothing can be chosen for this model.');
    expect(screen.getByText(/takes no reference pictures/)).toBeTruthy();
  });
});
