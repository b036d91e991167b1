import { NO_VALUE, NumberBar } from '../dashboards/numbers';
import {
  NumberAxis,
  numberAxes,
  NumberAxisName,
  NumberMetric,
} from '../dashboards/vocabulary';
import { Formats } from '../contract/formats';

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/** Single numbers of hours from here on are shown in days. */
const MIN_HOURS_IN_DAYS = 48;

/** Formats the numbers of a unit. @public */
export interface UnitFormats {
  /** `12`, `2h 30m`, `41.5h`; a dash for null. */
  formatValue(value: number | null): string;
  /** Like `formatValue`, for a number that stands alone: `9.2 days` instead of `219.7h`. */
  formatSingleValue(value: number | null): string;
  /** Axis labels: `12K`, `40h`. */
  tick(value: number): string;
  /** The minimum distance between two ticks. */
  step: number;
}

/**
 * Formats the numbers of a unit.
 *
 * @param texts - the text for a missing number, and the units of hours and days
 * @public
 */
export function createUnitFormats(
  unit: NumberMetric['unit'],
  formats: Formats,
  texts: {
    none: string;
    hours: (hours: string) => string;
    days: (days: string) => string;
  },
): UnitFormats {
  const format = {
    count: formats.count,
    people: formats.count,
    points: formats.formatDecimal,
    minutes: (value: number) => formats.formatMinutes(Math.round(value)),
    hours: (value: number) => texts.hours(formats.formatDecimal(value)),
  }[unit];
  const tick = {
    minutes: (value: number) =>
      `${formats.formatCompact(value / MINUTES_PER_HOUR)}h`,
    hours: (value: number) => `${formats.formatCompact(value)}h`,
    count: formats.formatCompact,
    people: formats.formatCompact,
    points: formats.formatCompact,
  }[unit];
  const formatValue = (value: number | null) =>
    value === null ? texts.none : format(value);
  return {
    formatValue,
    formatSingleValue: value =>
      unit === 'hours' && value !== null && value >= MIN_HOURS_IN_DAYS
        ? texts.days(formats.formatDecimal(value / HOURS_PER_DAY))
        : formatValue(value),
    tick,
    step: unit === 'minutes' ? MINUTES_PER_HOUR : 1,
  };
}

/** Whether an axis has days, weeks or months. @public */
export function isDateAxis(axis: NumberAxisName | null): boolean {
  const numberAxis: NumberAxis | null = axis && numberAxes[axis];
  return numberAxis?.order === 'date';
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const monthPattern = /^\d{4}-\d{2}$/;

/**
 * The label of a key of an axis: dates, actions and entity types are formatted, all other keys show
 * their name.
 *
 * @param isDate - whether keys are dates
 * @public
 */
export function formatAxisLabel(
  { key, name }: Pick<NumberBar, 'key' | 'name'>,
  {
    axis,
    isDate,
    formats,
    action,
    entityType,
  }: {
    axis: NumberAxisName | null;
    isDate: boolean;
    formats: Formats;
    action: (action: string) => string;
    entityType: (type: string) => string;
  },
): string {
  if (axis === 'ACTION' && key !== NO_VALUE) {
    return action(key);
  }
  if (axis === 'ENTITY_TYPE' && key !== NO_VALUE) {
    return entityType(key);
  }
  if (isDate && dayPattern.test(key)) {
    return formats.formatDay(key);
  }
  return isDate && monthPattern.test(key) ? formats.formatMonth(key) : name;
}
