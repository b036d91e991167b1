import {
  chartTypes,
  getMaxLimit,
  numberAxes,
  numberAxisNames,
  filtersBySource,
  numberMetrics,
  findCombinationProblems,
  sourceByWidgetType,
  getMetricQuery,
  type ChartType,
  type ChartTypeName,
  type NumberAxis,
  type NumberAxisName,
  type NumberMetric,
  type NumberMetricName,
  type MetricSource,
  type MetricQuery,
  type Widget,
  type WidgetConfig,
  type WidgetFilters,
  type WidgetType,
} from '@callboard/plugin-callboard-common';
import { mergeFields } from '../data/mergeFields';

export type WidgetField =
  | Exclude<keyof WidgetDraft, 'config'>
  | keyof WidgetDraft['config'];

const flattenDraft = ({ config, ...fields }: WidgetDraft) => ({
  ...config,
  ...fields,
});

/** Merges two changes of a widget, as `mergeFields` does. */
export function mergeWidgetDrafts(
  base: WidgetDraft,
  preferred: WidgetDraft,
  other: WidgetDraft,
) {
  const { merged, conflicts } = mergeFields(
    flattenDraft(base),
    flattenDraft(preferred),
    flattenDraft(other),
  );
  const { widget_type, title, ...config } = merged;
  const draft: WidgetDraft = { widget_type, title, config };
  return { draft, conflicts };
}

export type WidgetDraft = Pick<Widget, 'widget_type' | 'title' | 'config'>;

export function toWidgetDraft({
  widget_type,
  title,
  config,
}: Widget): WidgetDraft {
  return { widget_type, title, config };
}

export const newWidgetDraft: WidgetDraft = {
  widget_type: 'work_items_chart',
  title: '',
  config: { chart_type: 'bar', x_axis: 'STATE_GROUPS', metric: 'count' },
};

const defaultAxes: Record<MetricSource, NumberAxisName> = {
  work_items: 'STATE_GROUPS',
  time: 'PROJECT',
  people: 'PROJECT',
  activity: 'ACTION',
};

const defaultMetrics: Record<MetricSource, NumberMetricName> = {
  work_items: 'count',
  time: 'logged_minutes',
  people: 'people',
  activity: 'count',
};

export function getSourceAxes(source: MetricSource): NumberAxisName[] {
  return numberAxisNames.filter(name => {
    const axis: NumberAxis = numberAxes[name];
    return axis.sources.includes(source);
  });
}

const isOrderedByDate = (name: NumberAxisName | null | undefined) =>
  Boolean(name) && numberAxes[name!].order === 'date';

function fitAxis(query: MetricQuery, chart: ChartType): NumberAxisName | null {
  const { x_axis, source } = query;
  const isSupported = x_axis !== null && getSourceAxes(source).includes(x_axis);
  switch (chart.axis) {
    case 'none':
      return null;
    case 'date':
      return isSupported && isOrderedByDate(x_axis) ? x_axis : null;
    default:
      return isSupported ? x_axis : defaultAxes[source];
  }
}

function fitGroup(
  { group_by, source }: MetricQuery,
  chart: ChartType,
  x_axis: NumberAxisName | null,
): NumberAxisName | null {
  const choices = getSourceAxes(source).filter(name => name !== x_axis);
  const isSupported = group_by !== null && choices.includes(group_by);
  if (chart.group === 'none') {
    return null;
  }
  if (isSupported) {
    return group_by;
  }
  return chart.group === 'needed'
    ? choices.find(name => !isOrderedByDate(name)) ?? null
    : null;
}

function fitMetric({ metric, source, chart_type }: MetricQuery) {
  const { metrics }: ChartType = chartTypes[chart_type];
  if (metrics) {
    return metrics.includes(metric) ? metric : metrics[0];
  }
  const { sources, isNumberOnly }: NumberMetric = numberMetrics[metric];
  const isSupported =
    sources.includes(source) && (!isNumberOnly || chart_type === 'number');
  return isSupported ? metric : defaultMetrics[source];
}

export const commonFilters = ['project_ids', 'department_ids'] as const;

function pickFilters(
  filters: WidgetConfig['filters'],
  supported: ReadonlyArray<keyof WidgetFilters>,
): WidgetConfig['filters'] {
  const picked = Object.entries(filters ?? {}).filter(([name]) =>
    supported.some(each => each === name),
  );
  return picked.length > 0 ? Object.fromEntries(picked) : undefined;
}

/** Makes a draft valid: retains the compatible fields and replaces the others with defaults. */
export function fitDraft(draft: WidgetDraft): WidgetDraft {
  const { widget_type, config } = draft;
  return { ...draft, config: fitConfig(widget_type, config) };
}

function fitConfig(type: WidgetType, config: WidgetConfig): WidgetConfig {
  const { text = '', interval, date_range, thresholds } = config;
  if (type === 'text') {
    return { text };
  }
  const query = getMetricQuery(type, config);
  const filters = pickFilters(
    config.filters,
    query ? filtersBySource[query.source] : commonFilters,
  );
  if (!query) {
    return { filters, date_range };
  }
  const chart: ChartType = chartTypes[query.chart_type];
  const x_axis = fitAxis(query, chart);
  const limit =
    config.limit && Math.min(config.limit, getMaxLimit(type) ?? Infinity);
  if (type === 'work_items_list') {
    return { x_axis, filters, limit, date_range };
  }
  return {
    chart_type: query.chart_type,
    x_axis,
    group_by: fitGroup(query, chart, x_axis),
    metric: fitMetric(query),
    filters,
    limit,
    interval,
    date_range,
    ...(query.chart_type === 'number' ? { thresholds } : {}),
  };
}

/** Returns the default metric of a new source; undefined to retain a metric that the user chose. */
function getNextMetric(
  before: MetricQuery | undefined,
  source: MetricSource | undefined,
): NumberMetricName | undefined {
  const isUserChoice =
    before !== undefined &&
    (before.source === source ||
      before.metric !== defaultMetrics[before.source]);
  return source && !isUserChoice ? defaultMetrics[source] : undefined;
}

/** Converts a draft to another widget type, and retains the compatible fields. */
export function convertDraft(
  draft: WidgetDraft,
  widget_type: WidgetType,
): WidgetDraft {
  if (widget_type === 'work_items_list') {
    const { x_axis, filters, limit, date_range } = draft.config;
    const config = { x_axis, filters, limit, date_range };
    return fitDraft({ ...draft, widget_type, config });
  }
  const { chart_type = 'bar' } = draft.config;
  const before = getMetricQuery(draft.widget_type, draft.config);
  const isTable = widget_type === 'table';
  const source = sourceByWidgetType[widget_type];
  const { sources }: ChartType = chartTypes[chart_type];
  const isSupported =
    !sources || (source !== undefined && sources.includes(source));
  const supportedChartType = isSupported ? chart_type : 'bar';
  return fitDraft({
    ...draft,
    widget_type,
    config: {
      ...draft.config,
      chart_type: isTable ? 'table' : supportedChartType,
      metric: getNextMetric(before, source) ?? draft.config.metric,
    },
  });
}

export interface QueryChoices {
  chart_type: ChartTypeName;
  x_axis: NumberAxisName | null;
  group_by: NumberAxisName | null;
  metric: NumberMetricName;
}

/** Returns the reason why a value conflicts with the rest of the query; undefined if none. */
export function findConflict<Field extends keyof QueryChoices>(
  query: MetricQuery,
  field: Field,
  value: QueryChoices[Field],
): string | undefined {
  const currentMessages = new Set(
    findCombinationProblems(query).map(({ message }) => message),
  );
  const problems = findCombinationProblems({ ...query, [field]: value });
  return problems.find(
    ({ path, message }) => path === field || !currentMessages.has(message),
  )?.message;
}

export const hasInvalidThreshold = ({ config }: WidgetDraft): boolean =>
  config.thresholds?.some(({ value }) => Number.isNaN(value)) ?? false;
