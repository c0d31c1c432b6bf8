/** What was measured of models in 3D. */
import type { Row } from './aims';
import { mib, ms } from './format';
import { MANY_MODELS, MEGABYTES, type Models } from './models';

export const modelRows = ({ sealed, asked, keptMs, openedMs, posters }: Models): Row[] => [
  {
    aim: 'large bytes sealed and opened in chunks in memory, beside bare AES-GCM in one call',
    measured: `sealed ${rate(sealed.seal)} (bare ${rate(sealed.bareSeal)}), opened ${rate(sealed.open)} (bare ${rate(sealed.bareOpen)}); a hash of the whole is in both`,
  },
  {
    aim: 'a model on its way in: looked at, hashed, sealed and on the disk, and read back from there',
    measured: `in ${rate(sealed.arrive)}, back ${rate(sealed.readBack)}`,
  },
  {
    aim: 'questions about a model that took 20 s, and the least at the pace of its service',
    measured: `${asked.times} (least ${asked.least})`,
    isMet: asked.times <= asked.least + 1,
  },
  {
    aim: 'from done at the provider to kept here',
    measured: `with a page open ${ms(keptMs.watched)}, with none ${ms(keptMs.alone)}`,
  },
  {
    aim: `a model opened on its own page: ${MEGABYTES.join(', ')} MB (drawn without a graphics card)`,
    measured: MEGABYTES.map((megabytes) => ms(openedMs[megabytes])).join(', '),
  },
  {
    aim: `models made before: few and ${MANY_MODELS}, from the press on 3D to the first picture`,
    measured: `${ms(posters.few.shownMs)} (heap ${mib(posters.few.heapBytes)}), ${ms(posters.many.shownMs)} (heap ${mib(posters.many.heapBytes)})`,
  },
];

const rate = (perSecond: number) => `${Math.round(perSecond)} MB/s`;
