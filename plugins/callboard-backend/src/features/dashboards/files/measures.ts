import {
  NumberMetric,
  NumberMetricName,
  numberMetrics,
} from '@callboard/plugin-callboard-common';
import { CellValue, Column } from '../../../exports';

/** How the values of a metric become cells: durations are told in hours as well. */
export interface Measure {
  columns: Column[];
  cells: (value: number | null) => CellValue[];
}

const MINUTES_PER_HOUR = 60;

/** As files of time have it. */
const hoursOf = (minutes: number | null) =>
  minutes === null
    ? null
    : Math.round((minutes / MINUTES_PER_HOUR) * 100) / 100;

const numberColumn = (header: string): Column => ({ header, kind: 'number' });

/** A value in one column, with its unit where numbers do not say it. */
export function inOneColumn(name: string, unit: NumberMetric['unit']): Measure {
  const isPlain = unit === 'count' || unit === 'people' || unit === 'points';
  return {
    columns: [numberColumn(isPlain ? name : `${name} (${unit})`)],
    cells: value => [value],
  };
}

/** A value in whole, in as many columns as it takes. */
export function inFull(name: string, unit: NumberMetric['unit']): Measure {
  return unit === 'minutes'
    ? {
        columns: [
          numberColumn(`${name} (minutes)`),
          numberColumn(`${name} (hours)`),
        ],
        cells: value => [value, hoursOf(value)],
      }
    : inOneColumn(name, unit);
}

/** Of a metric, in whole. */
export function measureOf(metric: NumberMetricName): Measure {
  const { title, unit } = numberMetrics[metric];
  return inFull(title, unit);
}
