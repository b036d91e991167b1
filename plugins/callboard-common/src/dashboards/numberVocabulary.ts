import { z } from 'zod';
import { ChartType, ChartTypeName, chartTypes } from './chartTypes';
import { widgetExtents } from './layout';
import {
  MetricSource,
  numberAxes,
  numberMetricNames,
  numberMetrics,
  numberSources,
} from './vocabulary';
import {
  datePreset,
  filtersBySource,
  interval,
  getMaxLimit,
  sourceByWidgetType,
  widgetType,
} from './widgetConfig';

const gridExtent = z.strictObject({ width: z.int(), height: z.int() });

/** The vocabulary of widgets, as the API shows it. @public */
export const numberVocabulary = z
  .strictObject({
    sources: z.array(
      z.strictObject({
        name: z.enum(numberSources),
        axes: z.array(z.string()),
        metrics: z.array(z.string()),
        filters: z.array(z.string()),
      }),
    ),
    axes: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        order: z.enum(['date', 'workflow', 'value']),
        /** Whether a row can have several values. The row is then counted once per value. */
        is_multiple: z.boolean(),
      }),
    ),
    metrics: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        unit: z.enum(['count', 'points', 'minutes', 'hours', 'people']),
        /** Whether the metric is a single number that cannot be split. */
        is_number_only: z.boolean(),
        /** The only date by which the metric can be split; null for any. */
        date_axis: z.string().nullable(),
      }),
    ),
    chart_types: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        axis: z.enum(['needed', 'date', 'optional', 'none']),
        group: z.enum(['needed', 'optional', 'none']),
        sources: z.array(z.enum(numberSources)),
        /**
         * The supported metrics. The default is `people` for the source `people`, otherwise the
         * first metric.
         */
        metrics: z.array(z.string()),
        /**
         * The days that the chart covers: its date `range`, or the days of the only `cycle` in its
         * filters; null if the chart needs no days.
         */
        days: z.enum(['range', 'cycle']).nullable(),
        /** Whether the chart has one point per day, week or month, although it has no axis. */
        is_by_interval: z.boolean(),
      }),
    ),
    intervals: z.array(interval),
    date_presets: z.array(datePreset),
    widget_types: z.array(
      z.strictObject({
        name: widgetType,
        /** Null for types without a source. */
        source: z.enum(numberSources).nullable(),
        /** The maximum number of bars or items; null if the type shows neither. */
        max_limit: z.number().nullable(),
        least: gridExtent,
        usual: gridExtent,
      }),
    ),
  })
  .meta({ id: 'NumberVocabulary' });

/** @public */
export type NumberVocabulary = z.output<typeof numberVocabulary>;

const chartTypeNames = Object.keys(chartTypes) as ChartTypeName[];

const getChartMetrics = (chart: ChartTypeName) =>
  numberMetricNames.filter(
    name => chart === 'number' || !('isNumberOnly' in numberMetrics[name]),
  );

const listNamesOfSource = (
  entries: Record<string, { sources: readonly MetricSource[] }>,
  source: MetricSource,
) =>
  Object.keys(entries).filter(name => entries[name].sources.includes(source));

/** The vocabulary of widgets. @public */
export const widgetVocabulary: NumberVocabulary = {
  sources: numberSources.map(name => ({
    name,
    axes: listNamesOfSource(numberAxes, name),
    metrics: listNamesOfSource(numberMetrics, name),
    filters: [...filtersBySource[name]],
  })),
  axes: Object.entries(numberAxes).map(([name, { title, order, ...axis }]) => ({
    name,
    title,
    order,
    is_multiple: 'isMultiple' in axis,
  })),
  metrics: Object.entries(numberMetrics).map(
    ([name, { title, unit, ...metric }]) => ({
      name,
      title,
      unit,
      is_number_only: 'isNumberOnly' in metric,
      date_axis: 'isOfCompleted' in metric ? 'COMPLETED_AT' : null,
    }),
  ),
  chart_types: chartTypeNames.map(name => {
    const chart: ChartType = chartTypes[name];
    const { title, axis, group, sources, metrics, days } = chart;
    return {
      name,
      title,
      axis,
      group,
      sources: [...(sources ?? numberSources)],
      metrics: [...(metrics ?? getChartMetrics(name))],
      days: days ?? null,
      is_by_interval: chart.isByInterval ?? false,
    };
  }),
  intervals: interval.options,
  date_presets: datePreset.options,
  widget_types: widgetType.options.map(name => ({
    name,
    source: sourceByWidgetType[name] ?? null,
    max_limit: getMaxLimit(name),
    ...widgetExtents[name],
  })),
};
