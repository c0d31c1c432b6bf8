/** What was measured of the books, the library and the backup. */
import type { Row } from './aims';
import { AMOUNTS_OF, type Books } from './books';
import { ms } from './format';
import type { Moved } from './moving';
import type { Sealed } from './sealing';
import type { Unlocked } from './unlock';

const { items, entries } = AMOUNTS_OF.much;
const much = `${items.toLocaleString('en')} results and ${entries.toLocaleString('en')} entries in the ledger`;
const whole = ({ proofMs, openMs, listMs }: Unlocked) => proofMs + openMs + listMs;

export function bookRows({ unlocks, chartMs, firstSumMs, searched }: Books): Row[] {
  const share = whole(unlocks.much) / whole(unlocks.little);
  return [
    {
      aim: `unlock with ${much}: at most 1.2 times that of a vault with next to nothing`,
      measured: `${share.toFixed(2)} times (${ms(whole(unlocks.much))}, ${ms(whole(unlocks.little))})`,
      isMet: share <= 1.2,
    },
    {
      aim: `usage of this month, from the address to the chart: with ${entries.toLocaleString('en')} entries and with few`,
      measured: `${ms(chartMs.much)}, ${ms(chartMs.little)} (the very first time, when all are read and added up: ${ms(firstSumMs)})`,
    },
    {
      aim: `search in ${items.toLocaleString('en')} results, from a key to other results on the screen`,
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
