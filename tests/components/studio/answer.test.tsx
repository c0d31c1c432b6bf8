// @vitest-environment jsdom
/** What a model writes is hostile: nothing of it may act, fetch, or change what stands around it. */
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Answer } from '../../../components/studio/answer/Answer';
import { Highlighted, piecesOf } from '../../../components/studio/answer/Highlighted';
import { withPiece } from '../../../components/studio/live';
import { LIVE_CHANNEL } from '../../../lib/jobs/live';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (text: string) =>
  render(<Answer id="a" round={0} text={text} thinking="" isOver />).container
    .firstElementChild as HTMLElement;

/** Markdown comes a moment later: then it is dressed. */
const dressed = async (text: string, selector: string) => {
  const place = show(text);
  await waitFor(() => expect(place.querySelector(selector)).toBeTruthy());
  return place;
};

const ACTING = 'script, img, iframe, object, embed, video, audio, link, style, form, svg:not([aria-hidden])';

describe('hostile text', () => {
  const fetched = vi.fn();
  beforeEach(() => vi.stubGlobal('fetch', fetched));

  it.each([
    ['a script', '<script>alert(1)</script>\n\n**end**'],
    ['an element with a handler', 'text <img src=x onerror=alert(1)> **end**'],
    ['a frame', '<iframe src="https://evil.test"></iframe>\n\n**end**'],
    ['a picture elsewhere', '![look](https://evil.test/a.png) **end**'],
    ['a picture by reference', '![look][a] **end**\n\n[a]: https://evil.test/a.png'],
    ['a style', '<style>* { display: none }</style>\n\n**end**'],
    ['a form', '<form action="https://evil.test"><input></form>\n\n**end**'],
    ['SVG', '<svg onload="alert(1)"><script>1</script></svg>\n\n**end**'],
  ])('with %s stays text, and nothing is asked for', async (_what, text) => {
    const place = await dressed(text, 'strong');
    expect(place.querySelectorAll(ACTING)).toHaveLength(0);
    expect([...place.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())).not.toContain(
      'onerror',
    );
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'chrome://settings',
    'blob:https://evil.test/1',
    'java&#115;cript:alert(1)',
  ])('has no link to %s', async (href) => {
    const place = await dressed(`[press](<${href}>) **end**`, 'strong');
    expect(place.querySelector('a')).toBeNull();
    expect(place.textContent).toContain('press');
  });

  it('says where a link leads, and opens it apart', async () => {
    const place = await dressed('[paypal.com](https://paypal.com@evil.test/x)', 'a');
    const link = place.querySelector('a');
    expect([link?.target, link?.rel]).toEqual(['_blank', 'noreferrer']);
    expect(place.textContent).toContain('(evil.test)');
  });

  it('turns nothing around, moves no cursor and hides nothing', async () => {
    const place = await dressed('a\u202egnp.exe\u202c \u001b[31mred\u0007 \u2066x\u2069 **end**', 'strong');
    for (const hidden of '\u202e\u202c\u2066\u2069\u001b\u0007')
      expect(place.textContent).not.toContain(hidden);
    expect(place.textContent).toContain('␛[31mred');
  });

  it('in a line of a megabyte is shown in its beginning, at once', () => {
    const place = show('x'.repeat(1_000_000));
    expect((place.textContent ?? '').length).toBeLessThan(210_000);
    screen.getByRole('button', { name: 'Show the other 800,000 characters' });
  });

  it.each([
    ['quotes in quotes', '>'.repeat(5_000)],
    ['open brackets', '['.repeat(10_000)],
    ['stars', '*a '.repeat(5_000)],
    ['marks over marks', `a${'\u0300'.repeat(10_000)}`],
    ['lists in lists', Array.from({ length: 200 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n')],
  ])('of %s is shown and ends', async (_what, text) => {
    const place = show(text);
    await waitFor(() => expect(place.textContent?.length).toBeGreaterThan(0));
  });
});

describe('code', () => {
  const colours = (code: string, language: string) => {
    const { container } = render(<Highlighted code={code} language={language} />);
    expect(container.textContent).toBe(code);
    return [...container.querySelectorAll('span')].map((span) => span.textContent);
  };

  it('has its colours as elements, and not a letter is lost', () => {
    expect(colours('const a = "b"; // c\n', 'ts')).toEqual(expect.arrayContaining(['const', '// c']));
    expect(colours('def f():\n    return "x"  # why\n', 'Python')).toEqual(
      expect.arrayContaining(['def', 'return', '# why']),
    );
    expect(colours('<b onclick="x()">&amp;</b>\n\n<!-- y -->', 'html')).toContain('<!-- y -->');
  });

  it('of a language that nobody knows is plain', () => {
    expect(colours('<script>alert(1)</script>', 'klingon')).toEqual([]);
    expect(colours('x', '__proto__')).toEqual([]);
    expect(colours('x', 'constructor')).toEqual([]);
  });

  it('that is long is read in pieces, cut where lines begin', () => {
    const code = Array.from({ length: 400 }, (_, at) => `line ${at} of code;${at % 9 ? '' : '\n'}`).join(
      '\n',
    );
    const pieces = piecesOf(code);
    expect(pieces.join('')).toBe(code);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith('\n') && piece.length <= 3_000)).toBe(true);
    expect(piecesOf('x'.repeat(7_000)).map((piece) => piece.length)).toEqual([3_000, 3_000, 1_000]);
  });

  it('stands in a block of its own, whose lines wrap, with a button to copy', async () => {
    const place = await dressed('```js\nconst x = 1;\n```', 'figure');
    await waitFor(() => expect(place.querySelector('code span')?.textContent).toBe('const'));
    expect(place.querySelector('pre code')?.textContent).toBe('const x = 1;');
    screen.getByRole('button', { name: 'Copy code' });
  });
});

describe('text on its way', () => {
  const live = (at: number, piece: string, round = 0) => ({
    id: 'a',
    part: 'text' as const,
    round,
    at,
    piece,
  });
  const flow = { round: 0, text: 'Hello', thinking: '' };

  it.each([
    ['goes on where it stood', live(5, ' you'), 'Hello you'],
    ['overlaps', live(3, 'lo you'), 'Hello you'],
    ['was there already', live(0, 'Hel'), 'Hello'],
    ['has a gap before it', live(7, 'you'), 'Hello'],
    ['is of an earlier round', live(5, ' you', -1), 'Hello'],
    ['begins another round', live(0, 'Next', 1), 'Next'],
  ])('a piece that %s', (_what, piece, text) => {
    expect(withPiece(flow, piece).text).toBe(text);
  });

  /** A wire and frames that come when the test says so. */
  function stage() {
    const frames: FrameRequestCallback[] = [];
    const channels: { name: string; onmessage?: (event: { data: unknown }) => void; close(): void }[] = [];
    vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor(readonly name: string) {
          channels.push(this as never);
        }
        close() {
          channels.splice(channels.indexOf(this as never), 1);
        }
      },
    );
    return {
      frames,
      channels,
      send: (data: unknown) => channels[0]?.onmessage?.({ data }),
      paint: () =>
        act(() => {
          for (const frame of frames.splice(0)) frame(0);
        }),
    };
  }

  it('is painted once a frame, however many pieces came, and only added to', () => {
    const wire = stage();
    const { container, unmount } = render(<Answer id="a" round={0} text="" thinking="" isOver={false} />);
    expect(wire.channels.map(({ name }) => name)).toEqual([LIVE_CHANNEL]);
    for (let at = 0; at < 300; at += 1) wire.send(live(at, 'x'));
    expect(wire.frames).toHaveLength(1);
    expect(container.textContent).toBe('');
    wire.paint();
    expect(container.textContent).toBe('x'.repeat(300));
    const node = document.createTreeWalker(container, NodeFilter.SHOW_TEXT).nextNode();
    wire.send(live(300, 'y'));
    wire.paint();
    expect(container.textContent).toBe(`${'x'.repeat(300)}y`);
    expect(document.createTreeWalker(container, NodeFilter.SHOW_TEXT).nextNode()).toBe(node);
    unmount();
    expect(wire.channels).toEqual([]);
  });

  it('behind a gap waits for the row', () => {
    const wire = stage();
    const { container, rerender } = render(
      <Answer id="a" round={0} text="One " thinking="" isOver={false} />,
    );
    wire.paint();
    wire.send(live(8, 'three'));
    expect(wire.frames).toHaveLength(0);
    rerender(<Answer id="a" round={0} text="One two three" thinking="" isOver={false} />);
    wire.send(live(13, ' four'));
    wire.paint();
    expect(container.textContent).toBe('One two three four');
  });

  it('of what is no piece of ours changes nothing', () => {
    const wire = stage();
    render(<Answer id="a" round={0} text="" thinking="" isOver={false} />);
    for (const odd of [null, 'x', { id: 'a' }, { ...live(0, 'x'), at: 'y' }, { ...live(0, 'x'), id: 'b' }])
      wire.send(odd);
    expect(wire.frames).toHaveLength(0);
  });
});
