import {
  DayRange,
  DEFAULT_BAR_COUNT,
  Interval,
  isByInterval,
  MetricSource,
  numberAxes,
  NumberAxisName,
  NumberMetric,
  numberMetrics,
  WidgetData,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Viewer } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { isStatementTimeout } from '../../../database/statements';
import { ActivityPrivacy } from '../../../pseudonyms/ActivityPrivacy';
import { AnalyticsService } from '../analytics/AnalyticsService';
import { analyticsTabs, toAnalyticsBars } from '../analytics/analyticsWidgets';
import { countDaysInRange } from '../../../database/zones';
import { listViewedPeople } from '../../activity/Selections';
import { AccessLog } from '../../privacy/accessLog/AccessLog';
import { readInLogSnapshot } from '../../activity/rollups/watermark';
import { isHistoryQuery, MetricViewer, ResolvedQuery } from './ResolvedQuery';
import {
  WidgetDefinition,
  ResolvedWidget,
  resolveWidget,
  WidgetDataInput,
  readMetricViewer,
} from './resolveQuery';
import { computeHistory } from './history/historyCharts';
import { listItems, countedWorkItems } from './sources/workItems';
import { readKeyNames } from './axisKeys';
import { getTotal, NumberCell, NumberReadModel } from './NumberReadModel';
import {
  pseudonymiseCell,
  resolveQueryPseudonyms,
  createCountedActivity,
  toActivitySelection,
} from './sources/activity';
import { SharedNumbers } from './ResponseCache';
import { getNumberScope } from './countedProjects';
import { countedTime } from './sources/time';
import { formatBars, getValueWithoutRows } from './formatBars';

export class WidgetNumbers {
  readonly #shared: SharedNumbers;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      analytics: AnalyticsService;
      privacy: Pick<ActivityPrivacy, 'getPseudonymiser'>;
      accessLog: Pick<AccessLog, 'recordRead'>;
    },
  ) {
    this.#shared = new SharedNumbers(deps.knex);
  }

  /**
   * Computes the data of a widget for a viewer. People with the same query and visibility share a
   * response for up to a minute. After a change, they share it only if they accept its age.
   *
   * @param options.isCheck - true if no person sees the data: omits the sparkline of a number, and
   *   records no access to people's activity
   * @returns the data, and the resolved widget
   * @throws InputError when the range is too long for a chart
   */
  async compute(
    viewer: Viewer,
    widget: WidgetDefinition,
    input: WidgetDataInput = {},
    { isCheck = false }: { isCheck?: boolean } = {},
  ): Promise<{ resolved: ResolvedWidget; data: WidgetData }> {
    const { knex, clock } = this.deps;
    const request = { input, now: clock.now() };
    const resolved = await resolveWidget(knex, viewer, widget, request);
    const data = await this.readData(viewer, resolved, isCheck);
    return { resolved, data };
  }

  private async readData(
    viewer: Viewer,
    widget: ResolvedWidget,
    isCheck: boolean,
  ): Promise<WidgetData> {
    const { knex, privacy, accessLog } = this.deps;
    const { widget_type, metric, input } = widget;
    const computed_at = new Date(widget.now).toISOString();
    if (!metric) {
      return this.computeStats(viewer, widget, computed_at);
    }
    const { query } = metric;
    const { workspace_id, source } = metric.resolvedQuery;
    const isActivity = source === 'activity';
    const pseudonymiser = isActivity
      ? await privacy.getPseudonymiser(viewer.caller)
      : undefined;
    const resolvedQuery = pseudonymiser
      ? await resolveQueryPseudonyms(metric.resolvedQuery, pseudonymiser)
      : metric.resolvedQuery;
    const { key, viewer: metricViewer } = await getNumberScope(
      knex,
      resolvedQuery,
      {
        ...(await readMetricViewer(knex, viewer)),
        pseudonymiser,
      },
    );
    const isList = widget_type === 'work_items_list';
    const isNumber = query.chart_type === 'number';
    const shared = {
      workspace_id,
      keyParts: [key, !pseudonymiser, isList, isNumber, isCheck, resolvedQuery],
      isActivity,
      maxAgeMs: input.max_age_ms,
    };
    const data = await this.#shared.get(shared, async () => {
      if (isList) {
        return {
          ...(await listItems(knex, resolvedQuery, metricViewer)),
          computed_at,
        };
      }
      if (isNumber) {
        return {
          ...(await this.readNumber(resolvedQuery, metricViewer, !isCheck)),
          computed_at,
        };
      }
      const bars = isHistoryQuery(resolvedQuery)
        ? await computeHistory(knex, resolvedQuery, metricViewer)
        : await this.readBars(resolvedQuery, metricViewer);
      const interval = isByInterval(query) ? resolvedQuery.interval : undefined;
      return { ...bars, interval, computed_at };
    });
    const isEmpty = !('value' in data ? data.value : data.total);
    if (isActivity && !isCheck && !isEmpty) {
      const { range } = resolvedQuery;
      accessLog.recordRead({
        people: listViewedPeople(
          toActivitySelection(knex, resolvedQuery, metricViewer, range),
        ),
        actor: viewer.caller,
        scope: 'workspace',
        workspace_id,
      });
    }
    return data;
  }

  private async readNumber(
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
    withSparkline: boolean,
  ) {
    const cells = await this.readCells(resolvedQuery, viewer, 'readTotals');
    const { metric, previous } = resolvedQuery;
    const zero = getValueWithoutRows(metric);
    return {
      value: getTotal(cells, 'total') ?? zero,
      previous_value: previous ? getTotal(cells, 'previous') ?? zero : null,
      metric,
      spark: withSparkline
        ? await this.computeSparkline(resolvedQuery, viewer)
        : undefined,
    };
  }

  /** Computes the sparkline of a number, if it has a sparkline and the query does not time out. */
  private async computeSparkline(
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
  ) {
    const sparklineQuery = toSparklineQuery(resolvedQuery);
    if (!sparklineQuery) {
      return undefined;
    }
    try {
      const { data } = await this.readBars(sparklineQuery, viewer);
      return data.map(({ count }) => count);
    } catch (error) {
      if (isStatementTimeout(error)) {
        return undefined;
      }
      throw error;
    }
  }

  private async readBars(resolvedQuery: ResolvedQuery, viewer: MetricViewer) {
    const cells = await this.readCells(resolvedQuery, viewer, 'readBars');
    return formatBars(
      cells,
      resolvedQuery,
      await this.readAxisNames(cells, resolvedQuery),
    );
  }

  /** Returns the data of widgets without a metric: an analytics tab, or empty data. */
  private async computeStats(
    viewer: Viewer,
    { widget_type, config, input }: ResolvedWidget,
    computed_at: string,
  ): Promise<WidgetData> {
    const { analytics } = this.deps;
    const tab = analyticsTabs[widget_type];
    if (!tab) {
      return { data: [], schema: {}, total: null, computed_at };
    }
    const tabQuery = analytics.buildTabQuery(viewer, input, config);
    const { workspace_id } = tabQuery;
    const keys = await analytics.listScopeKeys(viewer, tab, tabQuery);
    const shared = {
      workspace_id,
      keyParts: [widget_type, keys, tabQuery],
      isActivity: false,
      maxAgeMs: input.max_age_ms,
    };
    return this.#shared.get(shared, async () => {
      const result = await analytics.query(viewer, tab, input, config);
      return { ...toAnalyticsBars(result), computed_at };
    });
  }

  private async readCells(
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
    // Numbers have no bars. The axis of a number only sets the date to which the range applies.
    method: 'readTotals' | 'readBars',
  ): Promise<NumberCell[]> {
    const { knex } = this.deps;
    if (resolvedQuery.source === 'activity') {
      return readInLogSnapshot(knex, async log => {
        const counted = await createCountedActivity(log, resolvedQuery, viewer);
        const readModel = new NumberReadModel(log.knex);
        const cells = await readModel[method](counted, resolvedQuery, viewer);
        return cells.map(cell => pseudonymiseCell(cell, resolvedQuery, viewer));
      });
    }
    const counted =
      resolvedQuery.source === 'work_items' ? countedWorkItems : countedTime;
    return new NumberReadModel(knex)[method](counted, resolvedQuery, viewer);
  }

  private async readAxisNames(
    cells: readonly NumberCell[],
    resolvedQuery: ResolvedQuery,
  ) {
    const { knex } = this.deps;
    const { x_axis, group_by, limit } = resolvedQuery;
    const barKeys = x_axis ? getLargestBarKeys(cells, x_axis, limit) : [];
    const groupKeys = new Set(cells.flatMap(({ g }) => g ?? []));
    const readNamesOnAxis = (
      axis: ResolvedQuery['x_axis'],
      keys: readonly string[],
    ) => (axis ? readKeyNames(knex, axis, keys) : new Map());
    return {
      x: await readNamesOnAxis(x_axis, barKeys),
      g: await readNamesOnAxis(group_by, [...groupKeys]),
    };
  }
}

/**
 * A sparkline has a point per day for ranges of up to this many days, a point per week for ranges
 * of up to this many weeks, and a point per month for longer ranges.
 */
const MAX_SPARKLINE_POINTS = 31;

/** The default date to which a range applies. */
const defaultDates: Record<MetricSource, NumberAxisName> = {
  work_items: 'CREATED_AT',
  time: 'LOGGED_AT',
  people: 'LOGGED_AT',
  activity: 'DAY',
};

function chooseSparklineInterval({ start, end }: DayRange): Interval {
  const days = countDaysInRange(start, end);
  if (days <= MAX_SPARKLINE_POINTS) {
    return 'day';
  }
  return days <= MAX_SPARKLINE_POINTS * 7 ? 'week' : 'month';
}

/**
 * Returns the query for the sparkline of a number: the same metric by the date to which the range
 * applies. Undefined without a range, or for a metric without such a date.
 */
function toSparklineQuery(
  resolvedQuery: ResolvedQuery,
): ResolvedQuery | undefined {
  const { range, source } = resolvedQuery;
  // `throughput` equals `completed`, and can be counted along an axis.
  const metric =
    resolvedQuery.metric === 'completed' &&
    resolvedQuery.x_axis === 'COMPLETED_AT'
      ? 'throughput'
      : resolvedQuery.metric;
  const { isNumberOnly, isOfCompleted }: NumberMetric = numberMetrics[metric];
  const x_axis =
    resolvedQuery.x_axis ?? (isOfCompleted ? null : defaultDates[source]);
  if (!range || isNumberOnly || !x_axis) {
    return undefined;
  }
  return {
    ...resolvedQuery,
    metric,
    x_axis,
    interval: chooseSparklineInterval(range),
    previous: undefined,
  };
}

/**
 * On axes ordered by value, returns the keys of the largest bars up to the limit, and of bars that
 * tie with the last of these. On other axes, returns all keys.
 */
function getLargestBarKeys(
  cells: readonly NumberCell[],
  axis: NumberAxisName,
  limit = DEFAULT_BAR_COUNT,
): string[] {
  const bars = cells.filter(({ level }) => level === 'bar');
  const getKeys = (someBars: readonly NumberCell[]) =>
    someBars.flatMap(({ x }) => x ?? []);
  if (numberAxes[axis].order !== 'value' || bars.length <= limit) {
    return getKeys(bars);
  }
  const getSize = ({ value }: NumberCell) => value ?? -Infinity;
  const sizes = bars.map(getSize).sort((one, other) => other - one);
  const smallest = sizes[limit - 1];
  return getKeys(bars.filter(bar => getSize(bar) >= smallest));
}
