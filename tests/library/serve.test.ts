/** The search as a page hears it. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../lib/library/query';
import { serveSearch } from '../../lib/library/serve';
import type { FromSearch, Line, ToSearch } from '../../lib/library/talk';
import { until } from '../harness/until';
import { newVault } from '../keys/bench';
import { plant, readerNow } from './stage';

beforeEach(() => newVault());

function line() {
  const heard: FromSearch[] = [];
  const end: Line = { onmessage: null, postMessage: (said) => void heard.push(structuredClone(said)) };
  const say = (data: ToSearch) => end.onmessage?.({ data } as MessageEvent<ToSearch>);
  serveSearch(end);
  const last = () => heard.flatMap((said) => (said.is === 'standing' ? said.standing : [])).at(-1);
  return { heard, say, last };
}

describe('the search', () => {
  it('tells how far it is, comes to its end, and takes in what changes', async () => {
    await plant(Array.from({ length: 130 }, (_, at) => ({ request: { prompt: `number ${at}` } })));
    const { heard, say, last } = line();
    say({ is: 'begin', ...(await readerNow()) });
    await until(async () => last()?.isWhole, { what: 'all to be known' });
    expect(last()).toMatchObject({ known: 130, total: 130, damaged: [] });
    say({ is: 'find', number: 7, query: { ...EVERYTHING, text: 'number 12' }, from: 0, count: 5 });
    const found = heard.find((said) => said.is === 'found');
    expect(found).toMatchObject({ number: 7, found: { total: 12 } });
    await plant([{ request: { prompt: 'one more' } }]);
    say({ is: 'changed' });
    await until(async () => last()?.total === 131, { what: 'the new one to be known' });
    expect(heard.filter(({ is }) => is === 'failed')).toEqual([]);
  });
});
