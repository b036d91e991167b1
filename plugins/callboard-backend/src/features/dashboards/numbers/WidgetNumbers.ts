import {
  isByInterval,
  WidgetConfig,
  WidgetData,
  WidgetType,
  getMetricQuery,
  DEFAULT_BARS,
  numberAxes,
  NumberAxisName,
  DayRange,
  Interval,
  numberMetrics,
  NumberMetric,
  MetricSource,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Viewer } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { isStatementTimeout } from '../../../database/statementTimeout';
import { ActivityPrivacy } from '../../../pseudonyms/ActivityPrivacy';
import { AnalyticsService } from '../analytics/AnalyticsService';
import { analyticsWidgets } from '../analytics/analyticsWidgets';
import { inLogSnapshot } from '../../activity/rollups/inLogSnapshot';
import { resolveQuery, WidgetDataInput } from './resolveQuery';
import {
  isHistoryQuery,
  MetricViewer,
  ResolvedQuery,
  toNumberViewer,
} from './ResolvedQuery';
import { formatHistory } from './history/historyCharts';
import { listItems, workItems } from './sources/workItems';
import { readKeyNames } from './axisKeys';
import { NumberCell, NumberReadModel } from './NumberReadModel';
import {
  pseudonymiseCell,
  resolveQueryPseudonyms,
  createCountedActivity,
} from './sources/activity';
import { SharedNumbers } from './ResponseCache';
import { getNumberScope } from './countedProjects';
import { time } from './sources/time';
import { formatBars } from './formatBars';

const DAY_MS = 86_400_000;

/** A sparkline has a point per day up to this many days, else a point per week up to as many weeks. */
const MAX_POINTS = 31;

/** The default date that a range applies to. */
const defaultDates: Record<MetricSource, NumberAxisName> = {
  work_items: 'CREATED_AT',
  time: 'LOGGED_AT',
  people: 'LOGGED_AT',
  activity: 'DAY',
};

/** The interval of a sparkline. */
function chooseInterval({ start, end }: DayRange): Interval {
  const days = (Date.parse(end) - Date.parse(start)) / DAY_MS + 1;
  if (days <= MAX_POINTS) {
    return 'day';
  }
  return days <= MAX_POINTS * 7 ? 'week' : 'month';
}

/**
 * The query for the sparkline of a number: the same metric along the date of its range. Undefined
 * without a range, or if no interval fits.
 */
function toSparklineQuery(number: ResolvedQuery): ResolvedQuery | undefined {
  const { range, source } = number;
  // An equivalent metric that can also be counted along an axis.
  const metric =
    number.metric === 'completed' && number.x_axis === 'COMPLETED_AT'
      ? 'throughput'
      : number.metric;
  const { isNumberOnly, isOfCompleted }: NumberMetric = numberMetrics[metric];
  const x_axis = number.x_axis ?? (isOfCompleted ? null : defaultDates[source]);
  if (!range || isNumberOnly || !x_axis) {
    return undefined;
  }
  return {
    ...number,
    metric,
    x_axis,
    interval: chooseInterval(range),
    previous: undefined,
  };
}

/**
 * The keys of the largest bars on axes ordered by value, up to the limit, plus ties with the last.
 * On other axes, all keys.
 */
function getLargestBarKeys(
  cells: readonly NumberCell[],
  axis: NumberAxisName,
  limit = DEFAULT_BARS,
): string[] {
  const bars = cells.filter(({ level }) => level === 'bar');
  const getBarKeys = (some: readonly NumberCell[]) =>
    some.flatMap(({ x }) => x ?? []);
  if (numberAxes[axis].order !== 'value' || bars.length <= limit) {
    return getBarKeys(bars);
  }
  const getSize = ({ value }: NumberCell) => value ?? -Infinity;
  const sizes = bars.map(getSize).sort((one, other) => other - one);
  const least = sizes[limit - 1];
  return getBarKeys(bars.filter(bar => getSize(bar) >= least));
}

/** A widget with a query, saved or not. */
export interface QueryingWidget {
  widget_type: WidgetType;
  config: WidgetConfig;
}

/** Computes the numbers of widgets for viewers. */
export class WidgetNumbers {
  readonly #shared: SharedNumbers;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      analytics: AnalyticsService;
      privacy: Pick<ActivityPrivacy, 'getPseudonymiser'>;
    },
  ) {
    this.#shared = new SharedNumbers(deps.knex);
  }

  /**
   * Returns the data of a widget for a viewer. People with the same query and visibility share a
   * response, which is up to a second old, or as old as the caller accepts, or a minute if nothing
   * has changed.
   *
   * @param options.spark - whether to add a sparkline to a number
   * @throws InputError when a range has too many days for a chart
   */
  async answer(
    context: Viewer,
    { widget_type, config }: QueryingWidget,
    input: WidgetDataInput = {},
    { spark = true }: { spark?: boolean } = {},
  ): Promise<WidgetData> {
    const { knex, clock } = this.deps;
    const now = clock.now();
    const computed_at = new Date(now).toISOString();
    const query = getMetricQuery(widget_type, config);
    if (!query) {
      return this.computeStats(
        context,
        { widget_type, config },
        input,
        computed_at,
      );
    }
    const widget = { query, config };
    const plain = await resolveQuery(knex, context, widget, { input, now });
    const pseudonymiser =
      plain.source === 'activity'
        ? await this.deps.privacy.getPseudonymiser(context.caller)
        : undefined;
    const requested = pseudonymiser
      ? await resolveQueryPseudonyms(plain, pseudonymiser)
      : plain;
    const who = { ...toNumberViewer(context), pseudonymiser };
    const { key, viewer } = await getNumberScope(knex, requested, who);
    const isList = widget_type === 'work_items_list';
    const isNumber = query.chart_type === 'number';
    const same = [key, !pseudonymiser, isList, isNumber, spark, requested];
    const times = isByInterval(query) ? { interval: requested.interval } : {};
    const { workspace_id, source } = requested;
    const isOfLog = source === 'activity';
    const maxAgeMs = input.max_age_ms;
    const shared = { workspace_id, same, isOfLog, maxAgeMs };
    return this.#shared.get(shared, async () => {
      if (isList) {
        return { ...(await listItems(knex, requested, viewer)), computed_at };
      }
      if (isHistoryQuery(requested)) {
        const result = await formatHistory(knex, requested, viewer);
        return { ...result, ...times, computed_at };
      }
      const result = isNumber
        ? await this.readNumber(requested, viewer, spark)
        : await this.readBars(requested, viewer);
      return { ...result, ...times, computed_at };
    });
  }

  private async readNumber(
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
    withSpark: boolean,
  ) {
    const cells = await this.readCells(resolvedQuery, viewer, 'readTotals');
    const number = formatNumber(cells, resolvedQuery);
    const spark = withSpark
      ? await this.computeSparkline(resolvedQuery, viewer)
      : undefined;
    return spark ? { ...number, spark } : number;
  }

  /** The sparkline of a number; undefined if it takes too long. */
  private async computeSparkline(
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
  ) {
    const apart = toSparklineQuery(resolvedQuery);
    if (!apart) {
      return undefined;
    }
    try {
      const { data } = await this.readBars(apart, viewer);
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

  /** The data of widgets without a metric query: an analytics tab, or nothing. */
  private async computeStats(
    context: Viewer,
    { widget_type, config }: QueryingWidget,
    input: WidgetDataInput,
    computed_at: string,
  ): Promise<WidgetData> {
    const { analytics } = this.deps;
    const stats = analyticsWidgets[widget_type];
    if (!stats) {
      return { data: [], schema: {}, total: null, computed_at };
    }
    const resolvedQuery = analytics.buildTabQuery(context, input, config);
    const { workspace_id } = resolvedQuery;
    const keys = await analytics.listScopeKeys(
      context,
      stats.tab,
      resolvedQuery,
    );
    const same = [widget_type, keys, resolvedQuery];
    return this.#shared.get(
      { workspace_id, same, isOfLog: false, maxAgeMs: input.max_age_ms },
      async () => {
        const result = await stats.compute(analytics, context, input, config);
        return { ...result, computed_at };
      },
    );
  }

  private async readCells(
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
    // For a number, the axis only sets the date that the range applies to.
    read: 'readTotals' | 'readBars',
  ): Promise<NumberCell[]> {
    const { knex } = this.deps;
    if (resolvedQuery.source === 'activity') {
      return inLogSnapshot(knex, async log => {
        const counted = await createCountedActivity(log, resolvedQuery, viewer);
        const readModel = new NumberReadModel(log.knex);
        const cells = await readModel[read](counted, resolvedQuery, viewer);
        return cells.map(cell => pseudonymiseCell(cell, resolvedQuery, viewer));
      });
    }
    const counted = resolvedQuery.source === 'work_items' ? workItems : time;
    return new NumberReadModel(knex)[read](counted, resolvedQuery, viewer);
  }

  private async readAxisNames(
    cells: readonly NumberCell[],
    resolvedQuery: ResolvedQuery,
  ) {
    const { knex } = this.deps;
    const { x_axis, group_by, limit } = resolvedQuery;
    const bars = x_axis ? getLargestBarKeys(cells, x_axis, limit) : [];
    const groups = new Set(cells.flatMap(({ g }) => g ?? []));
    const readNamesOnAxis = (
      axis: ResolvedQuery['x_axis'],
      keys: readonly string[],
    ) => (axis ? readKeyNames(knex, axis, keys) : new Map());
    return {
      x: await readNamesOnAxis(x_axis, bars),
      g: await readNamesOnAxis(group_by, [...groups]),
    };
  }
}

function formatNumber(
  cells: readonly NumberCell[],
  { metric, previous }: ResolvedQuery,
) {
  const getLevelValue = (level: NumberCell['level']) => {
    const value = cells.find(cell => cell.level === level)?.value ?? null;
    return metric === 'cycle_time_hours' ? value : value ?? 0;
  };
  return {
    value: getLevelValue('total'),
    previous_value: previous ? getLevelValue('previous') : null,
    metric,
  };
}
