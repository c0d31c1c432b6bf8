/** The aims of the studio beside what was measured. */
import type { Row } from './aims';
import { MODELS } from './clocked';
import { more, ms } from './format';
import { RATES, type Rate } from './paint';
import { MANY_RESULTS, type Studio } from './studio';

/** A frame. */
const FRAME_MS = 16;

export const studioRows = (studio: Studio): Row[] => [
  ...(Object.keys(RATES).map(Number) as Rate[]).map((rate) => paintRow(rate, studio.painted[rate])),
  busyRow(studio.busyMs),
  {
    aim: 'from the click on Generate to the request at the provider',
    measured: `worker awake ${ms(studio.requestMs.awake)}, asleep ${ms(studio.requestMs.asleep)}`,
  },
  {
    aim: `popup with few results and with ${MANY_RESULTS}, from opening to the newest`,
    measured: `${ms(studio.shownMs.few)}, ${ms(studio.shownMs.many)}`,
  },
  {
    aim: `search over ${MODELS} models: each key within a frame at the median`,
    measured: `${ms(studio.searched.medianMs)}, slowest ${ms(studio.searched.slowestMs)}`,
    isMet: studio.searched.medianMs <= FRAME_MS,
  },
];

function paintRow(rate: Rate, { firekeep, bare }: Studio['painted'][Rate]): Row {
  const medianMs = firekeep.medianMs - bare.medianMs;
  const slowestMs = firekeep.slowestMs - bare.slowestMs;
  return {
    aim: `an answer of ${rate} pieces a second, from the wire to the screen: at most 16 ms (99th of 100: 50 ms) beyond a bare page`,
    measured: `${more(medianMs)} (99th: ${more(slowestMs)}; bare ${ms(bare.medianMs)}, ${ms(bare.slowestMs)}; in truth ${Math.round(firekeep.perSecond)} a second)`,
    isMet: medianMs <= FRAME_MS && slowestMs <= 50,
  };
}

function busyRow({ firekeep, bare }: Studio['busyMs']): Row {
  const ratio = firekeep / bare;
  return {
    aim: 'an answer of 100 kB: at most twice the processor time of the bare page, worker and sealing included',
    measured: `${ratio.toFixed(1)} times (${ms(firekeep)}, bare ${ms(bare)})`,
    isMet: ratio <= 2,
  };
}
