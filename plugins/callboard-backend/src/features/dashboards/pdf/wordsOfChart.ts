import {
  numberMetrics,
  NumberWish,
  writeDuration,
} from '@callboard/plugin-callboard-common';
import type { ChartWords } from '@callboard/plugin-callboard-common/charts';

const MINUTES_PER_HOUR = 60;

const short = new Intl.NumberFormat('en', {
  notation: 'compact',
  maximumFractionDigits: 1,
});
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** How documents put the numbers of a metric into words. */
export function wordsOfChart({
  metric,
}: Pick<NumberWish, 'metric'>): ChartWords {
  const { title, unit } = numberMetrics[metric];
  return {
    metric: title,
    step: unit === 'minutes' ? MINUTES_PER_HOUR : 1,
    value: value => {
      if (value === null) return '–';
      if (unit === 'minutes') return writeDuration(value);
      return unit === 'hours'
        ? `${exact.format(value)} h`
        : exact.format(value);
    },
    tick: value => {
      if (unit === 'minutes') {
        return `${short.format(value / MINUTES_PER_HOUR)}h`;
      }
      return unit === 'hours' ? `${short.format(value)}h` : short.format(value);
    },
    bar: ({ name }) => name,
    others: count => `${count} others`,
  };
}
