import {
  chartTypes,
  isOverTime,
  NumberAxis,
  numberAxes,
  numberMetrics,
  MetricQuery,
  Widget,
  WidgetBars,
  WidgetData,
  WidgetItems,
  WidgetNumber,
  getMetricQuery,
  NumberMetric,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { Column, Row } from '../../../exports';
import { removeFloatNoise } from '../numbers/sources/NumberSource';

const MINUTES_PER_HOUR = 60;

/** Converts minutes to hours, rounded as in worklog exports. */
const toHours = (minutes: number | null) =>
  minutes === null
    ? null
    : Math.round((minutes / MINUTES_PER_HOUR) * 100) / 100;

const createNumberColumn = (header: string): Column => ({
  header,
  kind: 'number',
});

/** Creates the column of a metric. The header contains the unit unless the unit is obvious. */
function createMetricColumn(name: string, unit: NumberMetric['unit']): Column {
  const isPlain = unit === 'count' || unit === 'people' || unit === 'points';
  return createNumberColumn(isPlain ? name : `${name} (${unit})`);
}

/**
 * Creates the columns of a metric, and a function that converts a value to their cells. A metric in
 * minutes has a second column in hours.
 */
function createMetricColumns(name: string, unit: NumberMetric['unit']) {
  const isTime = unit === 'minutes';
  return {
    columns: [
      createMetricColumn(name, unit),
      ...(isTime ? [createNumberColumn(`${name} (hours)`)] : []),
    ],
    toCells: (value: number | null) =>
      isTime ? [value, toHours(value)] : [value],
  };
}

interface WidgetTable {
  columns: readonly Column[];
  rows: readonly Row[];
}

const createNameColumn = (header: string): Column => ({
  header,
  kind: 'text',
  width: 32,
});

/** Converts widget data to a table: a row per bar and a column per group, or a row per item. */
export function toWidgetTable(widget: Widget, data: WidgetData): WidgetTable {
  const { widget_type, config } = widget;
  if ('metric' in data) {
    return toNumberTable(widget, data as WidgetNumber);
  }
  if ('items' in data) {
    return toItemTable(data as WidgetItems);
  }
  const bars = data as WidgetBars;
  switch (widget_type) {
    case 'text':
      return {
        columns: [{ header: 'Text', kind: 'text', width: 80 }],
        rows: [[config.text ?? '']],
      };
    case 'analytics_overview':
      return toOverviewTable(bars);
    default:
      return toBarTable(bars, getMetricQuery(widget_type, config));
  }
}

function toNumberTable(
  widget: Widget,
  { value, previous_value, metric }: WidgetNumber,
): WidgetTable {
  const { title, unit } = numberMetrics[metric];
  const { columns, toCells } = createMetricColumns(title, unit);
  return {
    columns: [
      createNameColumn('Name'),
      ...columns,
      createMetricColumn('Previous period', unit),
    ],
    rows: [[getWidgetTitle(widget), ...toCells(value), previous_value]],
  };
}

export function toItemTable({ items }: WidgetItems): WidgetTable {
  return {
    columns: [
      { header: 'Identifier', kind: 'text', width: 12 },
      { header: 'Title', kind: 'text', width: 48 },
      { header: 'State', kind: 'text', width: 16 },
      { header: 'Assignees', kind: 'text', width: 32 },
      { header: 'Due date', kind: 'date' },
    ],
    rows: items.map(
      ({ identifier, title, state_name, assignees, target_date }) => [
        identifier,
        title,
        state_name,
        assignees.map(({ name }) => name).join(', '),
        target_date,
      ],
    ),
  };
}

/** Converts the overview. Rows have different units, so the row of logged time names its unit. */
function toOverviewTable({ data }: WidgetBars): WidgetTable {
  return {
    columns: [
      createNameColumn('Name'),
      { header: 'Value', kind: 'number' },
      { header: 'Previous period', kind: 'number' },
    ],
    rows: data.map(({ key, name, count, previous }) => [
      key === 'logged_minutes' ? `${name} (minutes)` : name,
      count,
      previous,
    ]),
  };
}

function toBarTable(
  { data, schema, total, truncated }: WidgetBars,
  query: MetricQuery | undefined,
): WidgetTable {
  const metric = query && numberMetrics[query.metric];
  const unit = metric?.unit ?? 'count';
  const { columns, toCells } = createMetricColumns(
    metric ? metric.title : 'Created',
    unit,
  );
  const groups = Object.entries(schema);
  const sumGroup = (group: string) =>
    isSummable(query) && !truncated
      ? removeFloatNoise(sumBy(data, bar => Number(bar[group])))
      : null;
  return {
    columns: [
      createNameColumn(getBarsTitle(query)),
      ...columns,
      ...groups.map(([, name]) => createMetricColumn(name, unit)),
    ],
    rows: [
      ...data.map(bar => [
        bar.name,
        ...toCells(bar.count),
        ...groups.map(([group]) => bar[group]),
      ]),
      ['Total', ...toCells(total), ...groups.map(([group]) => sumGroup(group))],
    ],
  };
}

/** Returns the header of the bars' names. Widgets without a metric query have a bar per project. */
export function getBarsTitle(query: MetricQuery | undefined): string {
  if (!query) {
    return 'Project';
  }
  if (isOverTime(query.chart_type)) {
    return chartTypes[query.chart_type].title;
  }
  return query.x_axis ? numberAxes[query.x_axis].title : 'Name';
}

/**
 * Whether the sum of the bars of a group is meaningful. It is meaningless for charts over time, for
 * medians, and if several bars count the same row or person.
 */
function isSummable(query: MetricQuery | undefined): boolean {
  const axis: NumberAxis | undefined = query?.x_axis
    ? numberAxes[query.x_axis]
    : undefined;
  return (
    !(query && isOverTime(query.chart_type)) &&
    query?.metric !== 'people' &&
    query?.metric !== 'cycle_time_hours' &&
    !axis?.isMultiple
  );
}

/** The default titles of widgets without a metric. */
const defaultTitles: Partial<Record<WidgetType, string>> = {
  analytics_overview: 'Overview',
  project_stats: 'Projects',
  text: 'Text',
  work_items_list: 'Work items',
};

/** Returns the title of a widget; by default, a description of its data. */
export function getWidgetTitle({
  title,
  widget_type,
  config,
}: Pick<Widget, 'title' | 'widget_type' | 'config'>): string {
  const fixedTitle = title.trim() || defaultTitles[widget_type];
  const query = getMetricQuery(widget_type, config);
  if (fixedTitle || !query) {
    return fixedTitle || widget_type;
  }
  if (isOverTime(query.chart_type)) {
    return chartTypes[query.chart_type].title;
  }
  const metric = numberMetrics[query.metric].title;
  const { x_axis } = query;
  return query.chart_type === 'number' || !x_axis
    ? metric
    : `${metric} by ${numberAxes[x_axis].title.toLowerCase()}`;
}

/** The text in place of a widget that is omitted because the export took too long. */
export const OMITTED_WIDGET_TEXT =
  'Not included, because the export took too long. Export this widget on its own, or choose fewer days.';

/** Returns notes for exported widget data that is partial or truncated. */
export function getExportNotes(data: WidgetData): string[] {
  return [
    ...(data.is_partial
      ? ['Partial data: excludes what you do not have access to']
      : []),
    ...('truncated' in data && data.truncated
      ? [describeTruncation(data)]
      : []),
  ];
}

function describeTruncation(data: WidgetData): string {
  return 'items' in data
    ? `Shows the first ${data.items.length} of ${data.total} items`
    : 'Not all values are listed. The total includes all values';
}
