import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readPage } from '../../lib/tools/page';

const executeScript = vi.fn();
const granted = vi.fn();

beforeEach(() => {
  executeScript.mockResolvedValue([{ result: 'the text' }]);
  fakeBrowser.tabs.query = async () => [{ id: 1, url: 'https://service.example/keys' }] as never;
  Object.assign(fakeBrowser, { scripting: { executeScript }, permissions: { contains: granted } });
});

it('a page that was lent by a click is read', async () => {
  granted.mockResolvedValue(false);
  expect(await readPage()).toBe('the text');
});

it('a page of a host that was granted for a key is not, because it may show one', async () => {
  granted.mockResolvedValue(true);
  await expect(readPage()).rejects.toThrow('page-unreadable');
  expect(executeScript).not.toHaveBeenCalled();
});
