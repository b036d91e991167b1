import {
  DayRange,
  GroupByDimension,
  NO_VALUE,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import {
  ActivityPseudonymiser,
  NOBODY,
} from '../../../../pseudonyms/ActivityPseudonymiser';
import { LocalDays } from '../../../activity/LocalDays';
import { queryGroups } from '../../../activity/countByDimensions';
import { LogSnapshot } from '../../../activity/rollups/watermark';
import {
  ActivitySelection,
  AnyOfActivity,
} from '../../../activity/selectActivity';
import { selectSubtree } from '../../../departments/departmentSql';
import { NumberCell } from '../NumberReadModel';
import { createDayNumberTranslation, getBucketDays } from '../buckets';
import { MetricViewer, ResolvedQuery, AxisKey } from '../ResolvedQuery';
import { NumberSource, MetricSql, ValueSql } from './NumberSource';

const dimensionByAxis: Partial<Record<NumberAxisName, GroupByDimension>> = {
  ACTION: 'action',
  ENTITY_TYPE: 'entity_type',
  USER: 'user',
  DAY: 'date',
};

/**
 * Creates the source for the activity log. Its rows are groups of log entries with their counts,
 * which are pre-computed where possible.
 */
export async function createCountedActivity(
  log: LogSnapshot,
  resolvedQuery: ResolvedQuery,
  viewer: MetricViewer,
): Promise<NumberSource> {
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
    hasUniqueKeys: true,

    selectCountedRows: (knex, _resolvedQuery, _viewer, range) => [
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
            translate: createDayNumberTranslation(knex, resolvedQuery),
          }
        : { sql: column };
    },

    getMetricSql: (): MetricSql =>
      resolvedQuery.metric === 'people'
        ? { aggregate: 'distinct', value: { sql: getColumnSql('user') } }
        : { aggregate: 'sum', sql: 'counted.count' },
  };
}

/** Returns the dimensions by which the counts of the log are grouped. */
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

export function toActivitySelection(
  knex: Knex,
  { workspace_id, filters, zone, selectedKeys = [], interval }: ResolvedQuery,
  { log }: MetricViewer,
  range: DayRange | undefined,
): ActivitySelection {
  const { actions, entity_types, project_ids } = filters;
  const findAxisKey = (name: NumberAxisName) =>
    selectedKeys.find(({ axis }) => axis === name)?.key;
  const day = findAxisKey('DAY');
  const type = findAxisKey('ENTITY_TYPE');
  return {
    scope: { kind: 'workspace', workspace_id, seenBy: log },
    filter: {
      views: true,
      ...(day ? intersectDays(getBucketDays(day, { interval }), range) : range),
      action: findAxisKey('ACTION'),
      user_id: findAxisKey('USER'),
      entity_type: type === NO_VALUE ? undefined : type,
    },
    anyOf: {
      action: actions?.filter(action => action !== null),
      // `none` selects the bar of rows without a type, unless the filter excludes these rows.
      entity_type:
        type === NO_VALUE
          ? [null].filter(noType => entity_types?.includes(noType) ?? true)
          : entity_types,
      project_id: project_ids,
      ...buildPeopleFilter(knex, { workspace_id, filters }),
    },
    zone,
  };
}

function intersectDays(bucket: DayRange, range: DayRange = bucket): DayRange {
  return {
    start: bucket.start > range.start ? bucket.start : range.start,
    end: bucket.end < range.end ? bucket.end : range.end,
  };
}

function buildPeopleFilter(
  knex: Knex,
  {
    workspace_id,
    filters: { user_ids, department_ids: departments },
  }: Pick<ResolvedQuery, 'workspace_id' | 'filters'>,
): Pick<AnyOfActivity, 'user_id' | 'selected_user_id' | 'not_user_id'> {
  const refs = user_ids?.filter(ref => ref !== null);
  if (!departments) {
    return { user_id: refs };
  }
  const departmentIds = departments.filter(id => id !== null);
  const staff = knex('staff')
    .select('staff.user_ref')
    .where('staff.workspace_id', workspace_id)
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref');
  if (departmentIds.length < departments.length) {
    // Excludes the staff of other departments. Selecting people without a department from the staff
    // would miss many, because they are not on the staff.
    const excludedStaff = staff
      .whereNotNull('staff.department_id')
      .whereNotIn('staff.department_id', selectSubtree(knex, departmentIds));
    return { user_id: refs, not_user_id: excludedStaff };
  }
  staff.whereIn('staff.department_id', selectSubtree(knex, departmentIds));
  return { user_id: refs, selected_user_id: staff };
}

/**
 * Replaces pseudonyms in a query with user references, for a viewer who does not see names. Queries
 * by department return nothing: for a small department, they would reveal who is behind the
 * pseudonyms.
 */
export async function resolveQueryPseudonyms(
  resolvedQuery: ResolvedQuery,
  pseudonymiser: ActivityPseudonymiser,
): Promise<ResolvedQuery> {
  const { workspace_id, filters, selectedKeys = [] } = resolvedQuery;
  const { user_ids, department_ids } = filters;
  const isPerson = ({ axis }: AxisKey) => axis === 'USER';
  const pseudonyms = [
    ...(user_ids ?? []).filter(ref => ref !== null),
    ...selectedKeys.filter(isPerson).map(({ key }) => key),
  ];
  const users = await pseudonymiser.resolveUsers(workspace_id, pseudonyms);
  const userByPseudonym = new Map(
    pseudonyms.map((ref, index) => [ref, users[index]]),
  );
  return {
    ...resolvedQuery,
    filters: {
      ...filters,
      department_ids: undefined,
      user_ids: department_ids
        ? [NOBODY]
        : user_ids?.map(ref =>
            ref === null ? ref : userByPseudonym.get(ref)!,
          ),
    },
    selectedKeys: selectedKeys.map(axisKey =>
      isPerson(axisKey)
        ? { ...axisKey, key: userByPseudonym.get(axisKey.key)! }
        : axisKey,
    ),
  };
}

/** Replaces user references in a result with pseudonyms, for a viewer who does not see names. */
export function pseudonymiseCell(
  cell: NumberCell,
  { workspace_id, x_axis, group_by }: ResolvedQuery,
  { pseudonymiser }: MetricViewer,
): NumberCell {
  const toVisibleKey = (axis: ResolvedQuery['x_axis'], key: string | null) =>
    pseudonymiser && axis === 'USER' && key !== null && key !== NO_VALUE
      ? pseudonymiser.pseudonymisePerson(workspace_id, key).user_id
      : key;
  return {
    ...cell,
    x: toVisibleKey(x_axis, cell.x),
    g: toVisibleKey(group_by, cell.g),
  };
}
