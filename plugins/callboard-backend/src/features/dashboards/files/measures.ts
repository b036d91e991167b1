import {
  NumberMetric,
  NumberMetricName,
  numberMetrics,
} from '@callboard/plugin-callboard-common';
import { CellValue, Column } from '../../../exports';

/** The columns and cells of a metric: durations are shown in hours, too. */
export interface Measure {
  columns: Column[];
  cells: (value: number | null) => CellValue[];
}

const MINUTES_PER_HOUR = 60;

/** Rounded as in worklog exports. */
const toHours = (minutes: number | null) =>
  minutes === null
    ? null
    : Math.round((minutes / MINUTES_PER_HOUR) * 100) / 100;

const createNumberColumn = (header: string): Column => ({
  header,
  kind: 'number',
});

/** A metric in one column, with its unit in the header where needed. */
export function createSingleColumnMeasure(
  name: string,
  unit: NumberMetric['unit'],
): Measure {
  const isPlain = unit === 'count' || unit === 'people' || unit === 'points';
  return {
    columns: [createNumberColumn(isPlain ? name : `${name} (${unit})`)],
    cells: value => [value],
  };
}

/** A metric in full precision, in as many columns as needed. */
export function createPreciseMeasure(
  name: string,
  unit: NumberMetric['unit'],
): Measure {
  return unit === 'minutes'
    ? {
        columns: [
          createNumberColumn(`${name} (minutes)`),
          createNumberColumn(`${name} (hours)`),
        ],
        cells: value => [value, toHours(value)],
      }
    : createSingleColumnMeasure(name, unit);
}

/** The full-precision columns of a metric. */
export function getMeasure(metric: NumberMetricName): Measure {
  const { title, unit } = numberMetrics[metric];
  return createPreciseMeasure(title, unit);
}
