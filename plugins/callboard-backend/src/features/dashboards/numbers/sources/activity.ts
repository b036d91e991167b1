import {
  DayRange,
  GroupByDimension,
  NO_VALUE,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { LocalDays } from '../../../activity/LocalDays';
import { queryGroups } from '../../../activity/countByDimensions';
import { LogSnapshot } from '../../../activity/rollups/inLogSnapshot';
import {
  ActivitySelection,
  AnyOfActivity,
} from '../../../activity/selectActivity';
import { selectSubtree } from '../../../departments/tree/selectSubtree';
import { dayNumberBucketSql, getBucketDays, toDayBucket } from '../buckets';
import { MetricViewer, ResolvedQuery } from '../ResolvedQuery';
import { CountedRows, MetricSql, ValueSql } from './CountedRows';

const dimensionByAxis: Partial<Record<NumberAxisName, GroupByDimension>> = {
  ACTION: 'action',
  ENTITY_TYPE: 'entity_type',
  USER: 'user',
  DAY: 'date',
};

const isValue = <T>(value: T | null): value is T => value !== null;

/**
 * The rows of the activity log, from pre-computed counts where possible: groups of rows with their
 * counts.
 */
export async function createCountedActivity(
  log: LogSnapshot,
  resolvedQuery: ResolvedQuery,
  viewer: MetricViewer,
): Promise<CountedRows> {
  const dimensions = getDimensions(resolvedQuery);
  const getColumnSql = (dimension: GroupByDimension) =>
    `counted.k${dimensions.indexOf(dimension)}`;
  const readLocalDays = async (range: DayRange | undefined) =>
    LocalDays.read(
      log.knex,
      toActivitySelection(log.knex, resolvedQuery, viewer, range),
    );
  const days = new Map([
    [resolvedQuery.range, await readLocalDays(resolvedQuery.range)],
    [resolvedQuery.previous, await readLocalDays(resolvedQuery.previous)],
  ]);
  return {
    id: getColumnSql(dimensions[0]),
    isGathered: true,

    selectCountedRows: (knex, _question, _viewer, range) => [
      knex.from(
        queryGroups(
          log,
          toActivitySelection(knex, resolvedQuery, viewer, range),
          {
            dimensions,
            weekStart: resolvedQuery.weekStart,
            days: days.get(range),
          },
        ).as('counted'),
      ),
    ],

    getAxisValueSql(knex, name): ValueSql {
      const column = getColumnSql(dimensionByAxis[name]!);
      return name === 'DAY'
        ? {
            sql: column,
            translate: toDayBucket(resolvedQuery, day =>
              dayNumberBucketSql(knex, day, resolvedQuery),
            ),
          }
        : { sql: column };
    },

    getMetricSql: (): MetricSql =>
      resolvedQuery.metric === 'people'
        ? { how: 'distinct', value: { sql: getColumnSql('user') } }
        : { how: 'sum', sql: 'counted.count' },
  };
}

/** The dimensions to group the counts of the log by. */
function getDimensions({
  x_axis,
  group_by,
  metric,
}: ResolvedQuery): readonly GroupByDimension[] {
  const dimensions = [x_axis, group_by].flatMap(
    axis => (axis && dimensionByAxis[axis]) || [],
  );
  if (metric === 'people') dimensions.push('user');
  return dimensions.length > 0 ? uniq(dimensions) : ['action'];
}

/** The rows of the activity log that a widget counts. */
export function toActivitySelection(
  knex: Knex,
  { workspace_id, filters, zone, only = [], interval }: ResolvedQuery,
  { work }: MetricViewer,
  range: DayRange | undefined,
): ActivitySelection {
  const { actions, entity_types, project_ids } = filters;
  const findAxisKey = (name: NumberAxisName) =>
    only.find(({ axis }) => axis === name)?.key;
  const day = findAxisKey('DAY');
  const type = findAxisKey('ENTITY_TYPE');
  return {
    scope: {
      kind: 'workspace',
      workspace_id,
      seenBy: work.sees_all ? undefined : work.user_ref,
    },
    filter: {
      views: true,
      ...(day ? intersectDays(getBucketDays(day, { interval }), range) : range),
      action: findAxisKey('ACTION'),
      user_id: findAxisKey('USER'),
      entity_type: type === NO_VALUE ? undefined : type,
    },
    anyOf: {
      action: actions?.filter(isValue),
      entity_type:
        type === NO_VALUE
          ? [null].filter(none => entity_types?.includes(none) ?? true)
          : entity_types,
      project_id: project_ids,
      ...buildPeopleFilter(knex, { workspace_id, filters }),
    },
    zone,
  };
}

/** The intersection of a bucket and a range. */
function intersectDays(bucket: DayRange, range: DayRange = bucket): DayRange {
  return {
    start: bucket.start > range.start ? bucket.start : range.start,
    end: bucket.end < range.end ? bucket.end : range.end,
  };
}

/** The people selected by name and by department. */
function buildPeopleFilter(
  knex: Knex,
  {
    workspace_id,
    filters: { user_ids, department_ids: departments },
  }: Pick<ResolvedQuery, 'workspace_id' | 'filters'>,
): Pick<AnyOfActivity, 'user_id' | 'not_user_id'> {
  const refs = user_ids?.filter(isValue);
  if (!departments) {
    return { user_id: refs };
  }
  const some = departments.filter(isValue);
  const staff = knex('staff')
    .select('staff.user_ref')
    .where('staff.workspace_id', workspace_id)
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref');
  if (some.length < departments.length) {
    // Many people without a department are not on the staff either.
    const others = staff
      .whereNotNull('staff.department_id')
      .whereNotIn('staff.department_id', selectSubtree(knex, some));
    return { user_id: refs, not_user_id: others };
  }
  staff.whereIn('staff.department_id', selectSubtree(knex, some));
  return {
    user_id: refs ? staff.whereIn('staff.user_ref', [...refs]) : staff,
  };
}
