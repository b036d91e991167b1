import {
  Analytics,
  AnalyticsTab,
  DayRange,
  Interval,
  NO_VALUE,
  MetricQuery,
  WidgetConfig,
  MAX_BUCKETS,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pick } from 'lodash';
import { Viewer } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { selectSubtree } from '../../departments/departmentSql';
import { OPEN_GROUPS } from '../../work/settings/Workflows';
import { countDaysInRange, addDays } from '../../../database/zones';
import { getRangeBuckets } from '../numbers/buckets';
import { ResolvedQuery } from '../numbers/ResolvedQuery';
import {
  WidgetDataInput,
  resolveQuery,
  readMetricViewer,
} from '../numbers/resolveQuery';
import { getNumberScope } from '../numbers/countedProjects';
import { ComparedMetric, Comparison } from './Comparison';

/**
 * Lists the buckets of a range; without a range, the buckets with values. Lists only the latest
 * buckets if a chart cannot show all of them.
 */
function listBuckets(
  resolvedQuery: ResolvedQuery,
  values: ReadonlyArray<ReadonlyMap<string, number>>,
): string[] {
  const keys = resolvedQuery.range
    ? getRangeBuckets(
        getLatestDays(resolvedQuery.range),
        resolvedQuery,
        // More than `MAX_BUCKETS` months fit into these days, because some have less than 31 days.
        2 * MAX_BUCKETS,
      )
    : [...new Set(values.flatMap(map => [...map.keys()]))].sort();
  return keys.slice(-MAX_BUCKETS);
}

/**
 * Returns the last days of a range: enough for `MAX_BUCKETS` buckets, even if these are months.
 */
function getLatestDays({ start, end }: DayRange): DayRange {
  const first = addDays(end, -31 * MAX_BUCKETS);
  return { start: start > first ? start : first, end };
}

const workMetric = { source: 'work_items', metric: 'count' } as const;
const completedMetric = {
  source: 'work_items',
  metric: 'throughput',
  date: 'COMPLETED_AT',
} as const;
const loggedMetric = { source: 'time', metric: 'logged_minutes' } as const;

/** Stands in for the query of a tab: each metric of a tab sets its own source, metric and axes. */
const placeholderQuery: MetricQuery = {
  ...workMetric,
  chart_type: 'number',
  x_axis: null,
  group_by: null,
  interval: 'day',
};

const toProjectRow = <Row extends { key: string }>({
  key: project_id,
  ...project
}: Row) => ({ project_id, ...project });

/** Computes the analytics of a workspace, compared with the previous range. */
export class AnalyticsService {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /**
   * Returns the analytics of a tab for a viewer.
   *
   * @param config - the configuration of a widget that shows the tab
   */
  async query<Tab extends AnalyticsTab>(
    viewer: Viewer,
    tab: Tab,
    input: WidgetDataInput,
    config?: Pick<WidgetConfig, 'date_range' | 'filters'>,
  ): Promise<Extract<Analytics, { tab: Tab }>>;
  async query(
    viewer: Viewer,
    tab: AnalyticsTab,
    input: WidgetDataInput,
    config: Pick<WidgetConfig, 'date_range' | 'filters'> = {},
  ): Promise<Analytics> {
    const { knex, clock } = this.deps;
    const resolvedQuery = this.buildTabQuery(viewer, input, config);
    const comparison = new Comparison(
      knex,
      resolvedQuery,
      await readMetricViewer(knex, viewer),
    );
    const common = {
      range: resolvedQuery.range ?? null,
      previous_range: resolvedQuery.previous ?? null,
      computed_at: new Date(clock.now()).toISOString(),
    };
    switch (tab) {
      case 'work-items':
        return { tab, ...(await this.readWork(comparison)), ...common };
      case 'people':
        return { tab, ...(await this.readPeople(comparison)), ...common };
      case 'time':
        return { tab, ...(await this.readTime(comparison)), ...common };
      default:
        return { tab, ...(await this.readOverview(comparison)), ...common };
    }
  }

  /**
   * Returns the common query of all tabs.
   *
   * @param config - the configuration of a widget that shows a tab
   */
  buildTabQuery(
    { workspace }: Pick<Viewer, 'workspace'>,
    input: WidgetDataInput,
    config: Pick<WidgetConfig, 'date_range' | 'filters'>,
  ): ResolvedQuery {
    const now = this.deps.clock.now();
    const resolvedQuery = resolveQuery(workspace, placeholderQuery, config, {
      input,
      now,
    });
    return {
      ...resolvedQuery,
      // Only these filters exist for both work items and time.
      filters: pick(resolvedQuery.filters, ['project_ids', 'department_ids']),
      interval: chooseInterval(resolvedQuery.range),
    };
  }

  /** Returns the keys of the viewer's scopes: viewers with the same keys share a response. */
  async listScopeKeys(
    viewer: Viewer,
    tab: AnalyticsTab,
    resolvedQuery: ResolvedQuery,
  ): Promise<string[]> {
    const { knex } = this.deps;
    const metricViewer = await readMetricViewer(knex, viewer);
    const keys = [];
    // Viewers who see the same work may see different logged time.
    for (const metric of tab === 'work-items'
      ? [workMetric]
      : [workMetric, loggedMetric]) {
      const metricQuery = { ...resolvedQuery, ...metric };
      const { key } = await getNumberScope(knex, metricQuery, metricViewer);
      keys.push(key);
    }
    return keys;
  }

  private async readOverview(comparison: Comparison) {
    return {
      projects: await comparison.countResources('projects'),
      members: await comparison.countResources('members'),
      work_items: await comparison.readComparedTotal(workMetric),
      completed: await comparison.readComparedTotal(completedMetric),
      cycles: await comparison.countResources('cycles'),
      modules: await comparison.countResources('modules'),
      logged_minutes: await comparison.readComparedTotal(loggedMetric),
    };
  }

  private async readWork(comparison: Comparison) {
    const columns = {
      created: await comparison.readByAxis('PROJECT', workMetric),
      completed: await comparison.readByAxis('PROJECT', completedMetric),
      started: await comparison.readByAxis('PROJECT', {
        ...workMetric,
        filters: { state_groups: ['started'] },
      }),
      overdue: await comparison.readByAxis('PROJECT', {
        ...workMetric,
        metric: 'overdue',
        date: 'TARGET_DATE',
        filters: { state_groups: [...OPEN_GROUPS] },
      }),
    };
    const { rows, totals, truncated } = await comparison.buildTable(
      'PROJECT',
      columns,
    );
    const createdOverTime = await comparison.readOverTime(
      'CREATED_AT',
      workMetric,
    );
    const completedOverTime = await comparison.readOverTime(
      'COMPLETED_AT',
      completedMetric,
    );
    return {
      projects: rows.map(toProjectRow),
      // Each item belongs to one project, so the sums of the rows are totals.
      totals,
      truncated,
      over_time: listBuckets(comparison.resolvedQuery, [
        createdOverTime,
        completedOverTime,
      ]).map(key => ({
        key,
        created: createdOverTime.get(key) ?? 0,
        completed: completedOverTime.get(key) ?? 0,
      })),
      interval: comparison.resolvedQuery.interval,
    };
  }

  private async readPeople(comparison: Comparison) {
    const isInDepartments = await this.createStaffFilter(
      comparison.resolvedQuery,
    );
    const readByAssignee = async (input: ComparedMetric) => {
      const people = await comparison.readByAxis('ASSIGNEES', input);
      return new Map([...people].filter(([ref]) => isInDepartments(ref)));
    };
    const { rows, truncated } = await comparison.buildTable('MEMBER', {
      assigned: await readByAssignee(workMetric),
      completed: await readByAssignee(completedMetric),
      logged_minutes: await comparison.readByAxis('MEMBER', loggedMetric),
    });
    const people = rows.map(({ key, ...person }) => ({
      user_ref: key,
      ...person,
    }));
    return { people, truncated };
  }

  /**
   * Returns a filter for the staff of the requested departments. Items of these departments can
   * have further assignees, from other departments, whom the filter excludes.
   */
  private async createStaffFilter({
    workspace_id,
    filters: { department_ids },
  }: ResolvedQuery): Promise<(user_ref: string) => boolean> {
    if (!department_ids) {
      return () => true;
    }
    const { knex } = this.deps;
    const ids = department_ids.filter(id => id !== null);
    const staff: string[] = await knex('staff')
      .where({ workspace_id })
      .whereNull('deleted_at')
      .whereNotNull('user_ref')
      .whereIn('department_id', selectSubtree(knex, ids))
      .pluck('user_ref');
    const staffRefs = new Set(staff);
    return user_ref => staffRefs.has(user_ref);
  }

  private async readTime(comparison: Comparison) {
    const projects = await comparison.buildTable('PROJECT', {
      logged_minutes: await comparison.readByAxis('PROJECT', loggedMetric),
    });
    const types = await comparison.readByAxis('ACTIVITY_TYPE', loggedMetric);
    const minutes = await comparison.readOverTime('LOGGED_AT', loggedMetric);
    return {
      logged_minutes: await comparison.readComparedTotal(loggedMetric),
      billable_minutes: await comparison.readComparedTotal({
        ...loggedMetric,
        filters: { is_billable: [true] },
      }),
      people: await comparison.readComparedTotal({
        ...loggedMetric,
        metric: 'people',
      }),
      projects: projects.rows.map(toProjectRow),
      activity_types: [...types]
        .sort(([, one], [, other]) => other.count - one.count)
        .map(([type, logged_minutes]) => ({
          activity_type: type === NO_VALUE ? null : type,
          logged_minutes,
        })),
      truncated: projects.truncated,
      over_time: listBuckets(comparison.resolvedQuery, [minutes]).map(key => ({
        key,
        logged_minutes: minutes.get(key) ?? 0,
      })),
      interval: comparison.resolvedQuery.interval,
    };
  }
}

/**
 * Chooses days for up to a month, weeks for up to about half a year, and months for longer ranges.
 */
function chooseInterval(range: DayRange | undefined): Interval {
  const days = range ? countDaysInRange(range.start, range.end) : Infinity;
  if (days <= 31) {
    return 'day';
  }
  return days <= 190 ? 'week' : 'month';
}
