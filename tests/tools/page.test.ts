/** The page in front: read when it was lent, and said plainly why not when it was not. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readPage } from '../../lib/tools/page';
import { runTool } from '../../lib/tools/run';
import { READ_PAGE } from '../../lib/tools/specs';

interface Injected {
  readonly target: { readonly tabId: number };
  readonly func: (...args: unknown[]) => unknown;
  readonly args: unknown[];
}

const executeScript = vi.fn<(injected: Injected) => Promise<{ result: unknown }[]>>();
const granted = vi.fn();
const inFront = (...tabs: { id?: number; url?: string }[]) => {
  fakeBrowser.tabs.query = async () => tabs as never;
};
const said = async () =>
  (await runTool({ id: '1', name: READ_PAGE, args: '{}' }, { makeImage: async () => '' })).content;

/** As the browser does it: only the source of the function and its arguments reach the page. */
const inPage = (document: object) =>
  executeScript.mockImplementation(async ({ func, args }) => {
    vi.stubGlobal('document', document);
    return [{ result: func(...args) }];
  });

beforeEach(() => {
  inFront({ id: 1, url: 'https://service.example/keys' });
  granted.mockResolvedValue(false);
  inPage({ title: 'Title', body: { innerText: 'the text' } });
  Object.assign(fakeBrowser, { scripting: { executeScript }, permissions: { contains: granted } });
});

describe('a page that was lent by a click', () => {
  it('is read, and so is one without a body', async () => {
    expect(await readPage()).toBe('Title\n\nthe text');
    inPage({ title: 'Frames', body: null });
    expect(await readPage()).toBe('Frames\n\n');
  });

  it('is cut when it is huge, in the page already, and the model is told', async () => {
    inPage({ title: 'Huge', body: { innerText: 'x'.repeat(5_000_000) } });
    const text = await readPage();
    expect(text.length).toBeLessThan(60_100);
    expect(text).toMatch(/^Huge\n\nx+\n\n\(The page goes on\. Only its beginning was read\.\)$/);
    const [result] = (await executeScript.mock.results[0]?.value) ?? [];
    expect(result).toEqual({ result: expect.any(String) });
    expect(String(result.result)).toHaveLength(60_001);
    inPage({ title: '', body: { innerText: 'x'.repeat(59_998) } });
    expect(await readPage()).toHaveLength(60_000);
  });

  it('is not read when the browser forbids scripts in it, or hands back no text', async () => {
    executeScript.mockRejectedValue(new Error('The extensions gallery cannot be scripted.'));
    await expect(readPage()).rejects.toThrow('page-unreadable');
    for (const result of [null, undefined, 5, { length: 3 }]) {
      executeScript.mockResolvedValue([{ result }]);
      await expect(readPage()).rejects.toThrow('page-unreadable');
    }
    executeScript.mockResolvedValue([]);
    await expect(readPage()).rejects.toThrow('page-unreadable');
  });
});

describe('a page that was not', () => {
  it('is told with the click that would lend it', async () => {
    inFront({ id: 1 });
    executeScript.mockRejectedValue(new Error('Missing host permission for the tab'));
    expect(await said()).toContain('click Firekeep’s toolbar button on that page first');
  });

  it('of a host that was granted for a key is never read, because it may show one', async () => {
    granted.mockResolvedValue(true);
    await expect(readPage()).rejects.toThrow('page-unreadable');
    expect(granted).toHaveBeenCalledWith({ origins: ['https://service.example/*'] });
    expect(executeScript).not.toHaveBeenCalled();
  });
});

it('Firekeep itself, as a tab, is not read, and the model is told where to ask from', async () => {
  inFront({ id: 1, url: fakeBrowser.runtime.getURL('/sidepanel.html') });
  expect(await said()).toContain('The page in front is Firekeep itself');
  expect(executeScript).not.toHaveBeenCalled();
});

it('without a page in front there is nothing to read', async () => {
  for (const tabs of [[], [{}]]) {
    inFront(...tabs);
    expect(await said()).toBe('There is no page in front.');
  }
});
