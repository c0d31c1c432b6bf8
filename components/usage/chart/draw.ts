/** From figures to what uPlot draws. Only lengths are floats here: what is read stands in words beside it. */
import uPlot from 'uplot';
import type { Colours } from './colours';

export interface Part {
  readonly name: string;
  /** One for each column. */
  readonly values: readonly number[];
}

export interface Drawing {
  /** What stands under each column. */
  readonly bins: readonly string[];
  /** From the bottom up. */
  readonly parts: readonly Part[];
  /** How a value is written at the side. */
  readonly say: (value: number) => string;
}

/**
 * Each column is drawn from the ground up to its own upper end, the highest first, so that the lower ones cover it:
 * uPlot knows no stacks.
 */
export function stacked({ bins, parts }: Drawing): uPlot.AlignedData {
  const below = bins.map(() => 0);
  const ends = parts.map(({ values }) => {
    for (let at = 0; at < below.length; at += 1) below[at] = (below[at] ?? 0) + (values[at] ?? 0);
    return [...below];
  });
  return [bins.map((_, at) => at), ...ends.reverse()];
}

const WHOLE = [1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 100, 200, 500];
const WIDEST = 36;

export function options(
  size: { readonly width: number; readonly height: number },
  current: () => Drawing,
  colours: Colours,
  onPoint: (bin: number | undefined) => void,
): uPlot.Options {
  const axis = { stroke: colours.text, font: colours.font };
  const { bars } = uPlot.paths;
  const paths = bars?.({ size: [0.8, WIDEST], radius: 0.1 });
  const count = current().parts.length;
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [-0.5, current().bins.length - 0.5] },
      y: { range: (_, __, most) => [0, most > 0 ? most * 1.05 : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        ticks: { show: false },
        size: 28,
        space: 56,
        incrs: WHOLE,
        values: (_, places) => places.map((at) => current().bins[at] ?? ''),
      },
      {
        ...axis,
        grid: { stroke: colours.line, width: 1 },
        ticks: { show: false },
        size: (_, values) => 14 + 7 * Math.max(0, ...(values ?? []).map((text) => text.length)),
        values: (_, values) => values.map((value) => current().say(value)),
      },
    ],
    series: [
      {},
      ...Array.from(
        { length: count },
        (_, at): uPlot.Series => ({
          fill: colours.parts[(count - 1 - at) % colours.parts.length] ?? colours.text,
          stroke: colours.ground,
          width: count > 1 ? 1 : 0,
          points: { show: false },
          ...(paths && { paths }),
        }),
      ),
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
  };
}
