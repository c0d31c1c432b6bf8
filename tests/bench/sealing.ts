/** Large bytes sealed and opened in chunks, beside the same bytes through the browser's AES-GCM in one call; on the disk too. */
import { until } from '../harness/until';
import { goTo } from './acts';
import type { Builds } from './builds';
import { startChromium } from './chromium';
import { inTurns, medians } from './median';

/** Megabytes of it in a second. */
export type Sealed = Readonly<
  Record<'seal' | 'open' | 'bareSeal' | 'bareOpen' | 'arrive' | 'readBack', number>
>;

const MEGABYTES = 64;

/** The page that does it: the program's own code, in an extension that has nothing else. */
export const sealingPage = (root: string) => `
import { arrive } from ${JSON.stringify(`${root}lib/files/arrive`)};
import { dropFiles, readPieces } from ${JSON.stringify(`${root}lib/files/store`)};
import { openFile, sealFile } from ${JSON.stringify(`${root}lib/seal/file`)};
const gcm = { name: 'AES-GCM', iv: new Uint8Array(12) };
const clocked = async (work) => { const startMs = performance.now(); const made = await work(); return [performance.now() - startMs, made]; };
const all = async (chunks) => { const list = []; for await (const chunk of chunks) list.push(chunk); return list; };
// As a model comes: a stream that is looked at, added up, sealed and written to the disk; and read from there as it is shown.
const asFile = async (bytes) => {
  const headers = { 'content-length': String(bytes.length), etag: '"one"' };
  const coming = { ask: async () => new Response(new Blob([bytes]).stream(), { headers }), suffix: 'bin', known: undefined, save: async () => {}, signal: new AbortController().signal };
  const [arriveMs, { file }] = await clocked(() => arrive(coming));
  const [readMs, count] = await clocked(async () => { let count = 0; for await (const piece of readPieces(file)) count += piece.length; return count; });
  if (count !== bytes.length) throw new Error('not all of it came back');
  await dropFiles([file.id]);
  return [arriveMs, readMs];
};
globalThis.measureSealing = async (megabytes) => {
  const bytes = new Uint8Array(megabytes * 1024 * 1024);
  for (let at = 0; at < bytes.length; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const [bareSealMs, box] = await clocked(() => crypto.subtle.encrypt(gcm, key, bytes));
  const [bareOpenMs] = await clocked(() => crypto.subtle.decrypt(gcm, key, box));
  const [sealMs, file] = await clocked(async () => { const { record, chunks } = await sealFile(bytes); return { record, chunks: await all(chunks) }; });
  const [openMs, opened] = await clocked(() => openFile(file.record, file.chunks));
  if (opened.length !== bytes.length || opened.at(-1) !== bytes.at(-1)) throw new Error('other bytes came back');
  const [arriveMs, readMs] = await asFile(bytes);
  const rate = (ms) => (megabytes * 1000) / ms;
  return { seal: rate(sealMs), open: rate(openMs), bareSeal: rate(bareSealMs), bareOpen: rate(bareOpenMs), arrive: rate(arriveMs), readBack: rate(readMs) };
};
`;

export async function measureSealing(builds: Builds, rounds: number): Promise<Sealed> {
  const browser = await startChromium({ extension: builds.empty.folder });
  const tab = await browser.openTab();
  await goTo(tab, `${browser.origin}/sealing.html`);
  await until(() => tab.evaluate<boolean>('Boolean(globalThis.measureSealing)'), {
    what: 'the page that seals',
  });
  const { once = [] } = await inTurns(rounds, {
    once: () => tab.evaluate<Sealed>(`measureSealing(${MEGABYTES})`),
  });
  await browser.close();
  return medians<keyof Sealed>(once);
}
