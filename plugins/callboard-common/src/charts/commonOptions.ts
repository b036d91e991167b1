import { ChartOption, ChartRequest } from './ChartRequest';
import { KeyKind } from './KeyColours';
import { layOutLegend } from './layOutLegend';

/**
 * The value axis, in multiples of `labels.step`: in hours if values are minutes. ECharts puts ticks
 * at round numbers, and a tick at 5000 minutes would read 83.3 hours.
 */
export function createValueAxis({ labels }: ChartRequest): ChartOption {
  return {
    type: 'value',
    splitNumber: 3,
    minInterval: 1,
    axisLabel: {
      formatter: (value: number) => labels.tick(value * labels.step),
      hideOverlap: true,
    },
  };
}

export function getAxisPosition(
  { labels }: ChartRequest,
  value: number | null,
): number | null {
  return value === null ? null : value / labels.step;
}

/** The value at a position of the axis; a whole number if `labels.step` is not 1. */
export function getAxisValue(
  { labels }: ChartRequest,
  position: number,
): number {
  return labels.step === 1 ? position : Math.round(position * labels.step);
}

export function getItemStyle(
  { colours, palette }: Pick<ChartRequest, 'colours' | 'palette'>,
  kind: KeyKind,
  key: string,
): { color: string; opacity: number } {
  const { index, isPale } = colours.getColour(kind, key);
  return { color: palette[index], opacity: isPale ? 0.6 : 1 };
}

/** Options of all charts: formats of names and values, and animation. */
export function createCommonOption(
  { labels, printed }: ChartRequest,
  /** Converts a position on the axis to its value; by default they are equal. */
  getValue = (position: number) => position,
): ChartOption {
  return {
    animation: !printed,
    animationDuration: 0,
    animationDurationUpdate: 300,
    textStyle: { fontSize: 12 },
    tooltip: {
      show: !printed,
      confine: true,
      // Unlike a `formatter`, which returns HTML, this leaves the escaping of names to ECharts.
      valueFormatter: (position: unknown) =>
        labels.formatValue(
          typeof position === 'number' ? getValue(position) : null,
        ),
    },
  };
}

/** The legend at the bottom, shown if there are names. */
export function createLegend(
  request: ChartRequest,
  names: readonly string[],
): ChartOption {
  const { printed } = request;
  return {
    show: names.length > 0,
    type: printed ? 'plain' : 'scroll',
    data: layOutLegend(request, names).shown,
    bottom: 0,
    left: 0,
    right: 0,
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 14,
    textStyle: { width: 140, overflow: 'truncate' },
    tooltip: { show: !printed },
  };
}

/** The area between the axes and the legend, which is shown if there are names. */
export function createGrid(
  request: ChartRequest,
  names: readonly string[],
): ChartOption {
  return {
    top: 12,
    left: 8,
    right: 16,
    bottom: names.length > 0 ? layOutLegend(request, names).height : 8,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
  };
}
