import { ChartOption } from './ChartOption';
import { ChartRequest } from './ChartRequest';

/**
 * The value axis. It counts in `words.step` (hours if values are minutes): ECharts puts ticks at
 * round numbers, and 5000 minutes are 83.3 hours.
 */
export function createValueAxis({ words }: ChartRequest): ChartOption {
  return {
    type: 'value',
    splitNumber: 3,
    minInterval: 1,
    axisLabel: {
      formatter: (value: number) => words.tick(value * words.step),
      hideOverlap: true,
    },
  };
}

/** The position of a value on the value axis. */
export function getAxisPosition(
  { words }: ChartRequest,
  value: number | null,
): number | null {
  return value === null ? null : value / words.step;
}

/** The value at a position of the axis. Values with a step are whole numbers. */
export function getAxisValue(
  { words }: ChartRequest,
  position: number,
): number {
  return words.step === 1 ? position : Math.round(position * words.step);
}
