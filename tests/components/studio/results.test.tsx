// @vitest-environment jsdom
import 'fake-indexeddb/auto';

import { render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ActionsProvider, type StudioActions } from '../../../components/studio/actions';
import { ResultItem } from '../../../components/studio/ResultItem';
import { Toasts } from '../../../components/ui/Toasts';
import type { Bytes } from '../../../lib/core/bytes';
import { keepFile } from '../../../lib/files/store';
import type { Job, State } from '../../../lib/jobs/record';
import { png } from '../../harness/picture-bytes';
import { asked, askedFor, background, jobOf, keyOf, payerWith, setStudioStage, user } from './stage';

setStudioStage();
afterEach(() => vi.unstubAllGlobals());

const deeds = {
  order: vi.fn(async () => {}),
  edit: vi.fn(),
  goOn: vi.fn(),
  use: vi.fn(),
  make3d: vi.fn(),
} as const;

function showItem(job: Job, payer = payerWith(keyOf('Everyday', { id: job.request.keyId }))) {
  deeds.order.mockReset();
  deeds.use.mockReset();
  const actions: StudioActions = deeds;
  const item = (shown: Job) => (
    <ActionsProvider value={actions}>
      <ul>
        <ResultItem job={shown} payer={payer} modelName="Talker" isStoppedAbove={false} />
      </ul>
      <Toasts />
    </ActionsProvider>
  );
  const { rerender } = render(item(job));
  return { become: (next: Job) => rerender(item(next)) };
}

const buttons = (place: HTMLElement) =>
  within(place)
    .queryAllByRole('button')
    .map((one) => one.textContent);

describe('what it cost', () => {
  it.each<[string, Partial<State>, string]>([
    ['told by the service', { cost: { usd: '0.0042', how: 'told' } }, '$0.0042'],
    ['counted here', { cost: { usd: '0.0042', how: 'about' } }, 'about $0.0042'],
    ['not known', {}, 'cost unknown'],
    [
      'certainly nothing',
      { place: 'failed', charge: 'none', problem: { code: 'offline' } },
      'nothing charged',
    ],
  ])('is said when it is %s', async (_what, state, said) => {
    showItem(jobOf(state));
    expect((await screen.findByText(said)).textContent).toBe(said);
    if (said === 'cost unknown') expect(document.body.textContent).not.toContain('$0.00');
  });

  it('names who was paid', () => {
    showItem(jobOf({ text: 'x' }));
    screen.getByText('OpenRouter · Everyday · sk-or-…ab12');
  });
});

describe('the remedies', () => {
  const failed = (charge: 'none' | 'charged' | 'unknown', over: Partial<State> = {}) =>
    jobOf({ place: 'failed', charge, problem: { code: 'provider-failed' }, ...over });

  it('try again where it certainly cost nothing, under the same row', async () => {
    const job = failed('none');
    showItem(job);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Nothing was charged.');
    expect(buttons(alert)).toEqual(['Try again']);
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(askedFor('jobs/retry').map(({ input }) => input)).toEqual([{ id: job.request.id }]);
  });

  it('fetch a picture again that its service may still have, for nothing', async () => {
    const state = {
      place: 'uncertain',
      charge: 'unknown',
      problem: { code: 'file-gone' },
      operation: 1,
    } as const;
    const job = jobOf(state, { make: 'image' });
    showItem(job);
    const alert = await screen.findByRole('alert');
    await user.click(within(alert).getByRole('button', { name: 'Fetch again' }));
    expect(askedFor('jobs/collect').map(({ input }) => input)).toEqual([{ id: job.request.id }]);
  });

  it('ask again, and say that it costs again, where it was charged', async () => {
    const job = failed('charged');
    showItem(job);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('It was charged.');
    expect(alert.textContent).toContain('costs again');
    expect(buttons(alert)).toEqual(['Ask again']);
    await user.click(within(alert).getByRole('button', { name: 'Ask again' }));
    expect(asked).toEqual([]);
    expect(deeds.order).toHaveBeenCalledWith(
      expect.objectContaining({ repeats: job.request.id, prompt: job.request.prompt }),
    );
  });

  it('look before they ask again where nobody knows', async () => {
    const spentBeforeAtMs = Date.now() - 3 * 86_400_000 - 1_000;
    background.reply = () => ({ found: 'hint', spentUsd: '1.5', spentBeforeUsd: '1.4', spentBeforeAtMs });
    showItem(failed('unknown', { place: 'uncertain', problem: { code: 'no-connection' } }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('It may have been charged.');
    expect(buttons(alert)).toEqual(['Look again', 'Ask again']);
    await user.click(within(alert).getByRole('button', { name: 'Look again' }));
    const found = await within(alert).findByRole('status');
    expect(found.textContent).toMatch(
      /\$1\.40 before \(as its check 3 days ago said\), and \$1\.50 now.*a hint, not a proof/,
    );
    expect(askedFor('jobs/start')).toEqual([]);
  });

  it('go on with a text that was cut, or raise its limit', async () => {
    showItem(jobOf({ text: 'so far', ending: 'length', limit: 100 }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Cut by your limit');
    expect(buttons(alert)).toEqual(['Continue', 'Raise the limit and ask again']);
    await user.click(within(alert).getByRole('button', { name: 'Raise the limit and ask again' }));
    expect(deeds.order).toHaveBeenCalledWith(expect.objectContaining({ chosen: { maxTokens: 400 } }));
  });

  it('name another key that could pay, and where this one is mended', async () => {
    const job = failed('none', { keyTrouble: 'credit', problem: { code: 'out-of-credit' } });
    const other = keyOf('Spare');
    showItem(job, payerWith(keyOf('Everyday', { id: job.request.keyId }), other));
    const alert = await screen.findByRole('alert');
    const link = within(alert).getByRole<HTMLAnchorElement>('link', { name: 'Top up at OpenRouter' });
    expect(link.href).toBe('https://openrouter.ai/settings/credits');
    await user.click(within(alert).getByRole('button', { name: /^Use another key: Spare/ }));
    expect(askedFor('jobs/retry').map(({ input }) => input)).toEqual([
      { id: job.request.id, keyId: other.id },
    ]);
  });

  it('stand below a refusal that has no sentence of its own, with the word the service has for it', async () => {
    showItem(jobOf({ ending: 'refused', finish: 'content_filter' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/The request was refused.*OpenRouter says: content_filter/);
    expect(buttons(alert)).toEqual(['Ask again']);
  });

  it('lead to the keys where no page for more is known, and say no more than that', async () => {
    const key = keyOf('Everyday', { provider: 'deepseek' });
    const trouble = { keyTrouble: 'credit', problem: { code: 'out-of-credit' } } as const;
    showItem(failed('none', trouble), payerWith(key));
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Keys at DeepSeek' });
    expect(link.href).toBe('https://platform.deepseek.com/api_keys');
  });

  it('of what ended long ago stand there without calling out', async () => {
    showItem(failed('none', { endedAtMs: Date.now() - 3_600_000 }));
    await screen.findByText('Nothing was charged.');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

it('stopping is no saving where the service bills the whole answer, and this is said beside it', () => {
  const said = () => screen.queryByText(/bills the whole answer, also when you stop it/)?.textContent;
  const running = jobOf({ place: 'running', text: 'so' });
  showItem(running);
  expect(said()).toBeUndefined();
  showItem(running, payerWith(keyOf('Everyday', { provider: 'mistral' })));
  expect(said()).toContain('Mistral');
});

describe('a tool that waits', () => {
  const call = (id: string, name: string, args = '{}') => ({ id, name, args });
  const waiting = (...asks: ReturnType<typeof call>[]) => jobOf({ place: 'draft', asks, rounds: [] });

  it('is named in words, and nothing happens before the word', async () => {
    const job = waiting(call('a', 'current_date'));
    showItem(job);
    screen.getByText('The model wants to use a tool: Today’s date and time');
    expect(document.body.textContent).not.toContain('current_date');
    expect(asked).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Allow' }));
    expect(askedFor('jobs/allow').map(({ input }) => input)).toEqual([
      { id: job.request.id, calls: [{ id: 'a', isAllowed: true }] },
    ]);
  });

  it('goes on when each of several has its word', async () => {
    const job = waiting(call('a', 'calculate', '{"expression":"6*7"}'), call('b', 'read_page'));
    showItem(job);
    screen.getByText('6*7');
    await user.click(screen.getAllByRole('button', { name: 'Don’t allow' })[0] as HTMLElement);
    expect(asked).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Allow' }));
    expect(askedFor('jobs/allow')[0]?.input.calls).toEqual([
      { id: 'a', isAllowed: false },
      { id: 'b', isAllowed: true },
    ]);
  });

  it('asks anew in the next round, though its call has the same id', async () => {
    const job = waiting(call('call_0', 'calculate'));
    const { become } = showItem(job);
    await user.click(screen.getByRole('button', { name: 'Allow' }));
    const round = { text: '', thinking: '', calls: [], results: [] };
    become({ ...job, state: { ...job.state, seq: 2, rounds: [round] } });
    await screen.findByRole('button', { name: 'Allow' });
  });

  it('stands there again when nobody heard the word', async () => {
    background.reply = () => {
      throw new Error('no-answer');
    };
    showItem(waiting(call('a', 'calculate')));
    await user.click(screen.getByRole('button', { name: 'Allow' }));
    await screen.findByRole('alert');
    screen.getByRole('button', { name: 'Allow' });
  });

  it('says which page would be read, and that a picture costs', async () => {
    const tabs = vi.spyOn(fakeBrowser.tabs, 'query');
    tabs.mockResolvedValue([{ title: 'Fire \u202eerif', url: 'https://example.org/x' }] as never);
    showItem(waiting(call('a', 'read_page'), call('b', 'generate_image', '{"prompt":"a fox"}')));
    const page = await screen.findByText(/The page in front now/);
    expect(page.textContent).toMatch(/Fire .erif.*\(example\.org\)/);
    expect(page.textContent).not.toContain('\u202e');
    screen.getByText('a fox');
    await screen.findByText(/no model or key for pictures yet/);
  });
});

describe('thoughts', () => {
  it('are folded away from the answer', () => {
    showItem(jobOf({ text: 'Hot.', thinking: 'They ask about fire.' }));
    const thoughts = screen.getByText('They ask about fire.');
    expect(thoughts.closest('details')?.open).toBe(false);
    expect(thoughts.closest('details')?.textContent).not.toContain('Hot.');
  });
});

describe('a picture', () => {
  const stage = () => {
    URL.createObjectURL = vi.fn(() => 'blob:made');
    URL.revokeObjectURL = vi.fn();
  };
  const made = (file: Awaited<ReturnType<typeof keepFile>>) =>
    jobOf(
      { images: [file], endedAtMs: new Date(2026, 10, 21, 15, 4, 5).getTime() },
      { make: 'image', prompt: 'a fox in snow' },
    );

  it('has its prompt as its words, and a name that tells nothing when it is kept', async () => {
    stage();
    const file = await keepFile(png() as Bytes, { media: 'image/png', name: '', width: 8, height: 8 });
    showItem(made(file));
    const picture = await screen.findByRole('img', { name: 'a fox in snow' });
    expect(picture.getAttribute('src')).toBe('blob:made');
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Download' });
    expect(link.download).toBe('firekeep-20261121-150405-1.png');
    await user.click(screen.getByRole('button', { name: 'Use as reference' }));
    expect(deeds.use).toHaveBeenCalledWith(file);
  });

  it('that is an SVG is never shown, only kept', async () => {
    stage();
    const svg = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    ) as Bytes;
    showItem(made(await keepFile(svg, { media: 'image/svg+xml', name: '' })));
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Download' });
    expect(link.download).toMatch(/\.svg$/);
    expect(document.querySelector('img, object, embed, iframe')).toBeNull();
    screen.getByText(/This is an SVG/);
  });

  it('whose bytes are gone says so', async () => {
    stage();
    const file = await keepFile(png() as Bytes, { media: 'image/png', name: '' });
    showItem(made({ ...file, id: '0'.repeat(32) }));
    await screen.findByText(/cannot be read/);
  });
});
