import { isByInterval } from '../dashboards/chartTypes';
import { NO_VALUE, NumberBar, WidgetBars } from '../dashboards/numbers';
import {
  NumberAxis,
  numberAxes,
  NumberAxisName,
  NumberMetric,
} from '../dashboards/vocabulary';
import type { MetricQuery } from '../dashboards/widgetConfig';
import { Formats } from '../contract/formats';

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/** The number of hours from which a value that stands alone is shown in days. */
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

/** Formats dates, actions and entity types. @public */
export interface AxisFormats {
  formats: Formats;
  action: (action: string) => string;
  entityType: (type: string) => string;
}

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
  }: AxisFormats & { axis: NumberAxisName | null; isDate: boolean },
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

/**
 * Formats the names of bars and groups that are dates, actions or entity types.
 *
 * @param query - undefined for widgets without a source
 * @public
 */
export function formatBarNames<
  Bars extends Pick<WidgetBars, 'data' | 'schema'>,
>(bars: Bars, query: MetricQuery | undefined, axisFormats: AxisFormats): Bars {
  const { x_axis = null, group_by = null } = query ?? {};
  const barFormats = {
    ...axisFormats,
    axis: x_axis,
    isDate: x_axis
      ? isDateAxis(x_axis)
      : query !== undefined && isByInterval(query),
  };
  const groupFormats = {
    ...axisFormats,
    axis: group_by,
    isDate: isDateAxis(group_by),
  };
  return {
    ...bars,
    data: bars.data.map(bar => ({
      ...bar,
      name: formatAxisLabel(bar, barFormats),
    })),
    schema: Object.fromEntries(
      Object.entries(bars.schema).map(([field, name]) => {
        // `field` can differ from the key of the group. On axes whose keys are formatted, the name
        // equals the key.
        const key = field === NO_VALUE ? field : name;
        return [field, formatAxisLabel({ key, name }, groupFormats)];
      }),
    ),
  };
}
