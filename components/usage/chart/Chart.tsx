/** Columns, one upon the other, drawn by uPlot. It is loaded with the first chart, and its few styles with it. */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import './chart.css';
import { readColours } from './colours';
import { type Drawing, options, stacked } from './draw';

interface ChartProps {
  readonly drawing: Drawing;
  /** What it shows, in words: the figures themselves stand in the table behind it. */
  readonly label: string;
  /** Which column the pointer is on. */
  readonly onPoint: (bin: number | undefined) => void;
}

const DARK = '(prefers-color-scheme: dark)';
const HEIGHT = 220;

export function Chart({ drawing, label, onPoint }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const shape = `${drawing.bins.length} ${drawing.parts.length}`;
  const latest = useRef(drawing);
  latest.current = drawing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other figures of the same shape are only set anew
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const draw = () => {
      plot.current?.destroy();
      const size = { width: element.clientWidth, height: HEIGHT };
      const drawn = options(size, () => latest.current, readColours(element), onPoint);
      plot.current = new uPlot(drawn, stacked(latest.current), element);
    };
    draw();
    const resized = new ResizeObserver(() => {
      const { clientWidth } = element;
      if (clientWidth > 0 && clientWidth !== plot.current?.width)
        plot.current?.setSize({ width: clientWidth, height: HEIGHT });
    });
    resized.observe(element);
    const scheme = matchMedia(DARK);
    scheme.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', draw);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [shape, onPoint]);
  useEffect(() => plot.current?.setData(stacked(drawing)), [drawing]);
  return <div ref={place} role="img" aria-label={label} className="h-[220px] w-full overflow-hidden" />;
}
