/** What was measured of the books, the library and the backup. */
import type { Row } from './aims';
import { AMOUNTS_OF, type Books } from './books';
import { ms } from './format';
import type { Moved } from './moving';
import type { Sealed } from './sealing';
import type { Unlocked } from './unlock';

const { items, entries } = AMOUNTS_OF.much;
const count = (of: number) => of.toLocaleString('en');
const much = `${count(items)} results and ${count(entries)} entries in the ledger`;
const whole = ({ proofMs, openMs, listMs }: Unlocked) => proofMs + openMs + listMs;

export function bookRows({ unlocks, chartMs, firstSumMs, libraryMs, searched, hit }: Books): Row[] {
  const share = whole(unlocks.much) / whole(unlocks.little);
  const libraryShare = libraryMs.much / libraryMs.little;
  return [
    {
      aim: `unlock with ${much}: at most 1.2 times that of a vault with next to nothing`,
      measured: `${share.toFixed(2)} times (${ms(whole(unlocks.much))}, ${ms(whole(unlocks.little))})`,
      isMet: share <= 1.2,
    },
    {
      aim: `usage of this month, from the address to the chart: with ${count(entries)} entries and with few`,
      measured: `${ms(chartMs.much)}, ${ms(chartMs.little)} (the very first time, when all are read and added up: ${ms(firstSumMs)})`,
    },
    {
      aim: `library, from the address to its first page: with ${count(items)} results at most 1.2 times as long as with ${AMOUNTS_OF.little.items}`,
      measured: `${libraryShare.toFixed(2)} times (${ms(libraryMs.much)}, ${ms(libraryMs.little)})`,
      isMet: libraryShare <= 1.2,
    },
    {
      aim: `unlock in the library, from the press to the first of ${count(items)} results that a word finds: at most 2 s, Argon2 included`,
      measured: `${ms(hit.foundMs)} (${ms(hit.searchableMs)} of it until one can type)`,
      isMet: hit.foundMs <= 2_000,
    },
    {
      aim: `search in ${count(items)} results, from a key to other results on the screen`,
      measured: `${ms(searched.medianMs)}, slowest ${ms(searched.slowestMs)}`,
    },
  ];
}

export function movedRow({ megabytes, exportMs, importMs }: Moved, sealed: Sealed): Row {
  const rate = (tookMs: number) => `${Math.round((megabytes * 1000) / tookMs)} MB/s`;
  return {
    aim: 'backup and import into a new vault, passphrases and checks included, beside bare AES-GCM in one call',
    measured: `${Math.round(megabytes)} MB made at ${rate(exportMs)}, imported at ${rate(importMs)} (bare ${Math.round(sealed.bareSeal)} MB/s)`,
  };
}
