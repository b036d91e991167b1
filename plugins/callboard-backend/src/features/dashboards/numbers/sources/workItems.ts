import { NumberAxisName } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isOneOf } from '../../../../database/bulk';
import { epochMsSql } from '../../../../database/dialect';
import { whereJoined } from '../../../../core/projects/inProject';
import { whereProjectVisible } from '../../../../core/projects/whereProjectVisible';
import { beneath } from '../../../departments/tree/beneath';
import { firstOfWeek } from '../../../time/rules/weeks';
import { addDays } from '../../../time/rules/workingDays';
import { whereWorkItem } from '../../../work/items/whereWorkItem';
import { OPEN_GROUPS } from '../../../work/overview/openGroups';
import { bucketOfDaySql, bucketOfInstantSql } from '../buckets';
import { NumberViewer, Question } from '../Question';
import { CountedRows, MetricSql, ValueSql } from './CountedRows';
import { workFilters } from './workFilters';

const assignees = {
  table: 'work_item_assignees',
  of: 'work_item_id',
  value: 'user_ref',
};
const labels = {
  table: 'work_item_labels',
  of: 'work_item_id',
  value: 'label_id',
};

/** SQL for the minutes that were logged on an item. */
const LOGGED = `(SELECT sum(worklogs.duration_minutes) FROM worklogs
  WHERE worklogs.work_item_id = work_items.id AND worklogs.deleted_at IS NULL)`;

const stateGroup =
  '(SELECT "group" FROM work_states WHERE work_states.id = work_items.state_id)';

const columns = {
  STATES: 'work_items.state_id',
  STATE_GROUPS: stateGroup,
  ESTIMATE_POINTS: 'work_items.estimate_points',
  CYCLES: 'work_items.cycle_id',
  MODULES: 'work_items.module_id',
  PRIORITY: 'work_items.priority',
  CREATED_BY: 'work_items.created_by',
  SOURCE: 'work_items.source',
  PROJECT: 'work_items.project_id',
} as const satisfies Partial<Record<NumberAxisName, string>>;

const days = {
  START_DATE: 'work_items.start_date',
  TARGET_DATE: 'work_items.target_date',
} as const;

const instants = {
  CREATED_AT: 'work_items.created_at',
  COMPLETED_AT: 'work_items.completed_at',
} as const;

/** Metrics that take time that was logged: only its readers may have them. */
const ofTime: readonly Question['metric'][] = [
  'logged_minutes',
  'remaining_minutes',
];

/** Work items: those that lists show, without what is yet to be looked at. */
export const workItems: CountedRows = {
  id: 'work_items.id',

  rows(knex, question, viewer, range) {
    const { workspace_id, filters, x_axis, group_by, zone } = question;
    const query = knex('work_items')
      .whereNull('work_items.deleted_at')
      .where('work_items.workspace_id', workspace_id)
      .whereIn('work_items.project_id', projectsOf(knex, question, viewer.work))
      .whereNotIn(
        'work_items.state_id',
        knex('work_states').select('id').where('group', 'triage'),
      );
    const wishes = workFilters(filters, [x_axis, group_by], range);
    whereWorkItem(knex, query, wishes, zone);
    whereInDepartments(knex, query, filters.department_ids);
    return whereOfMetric(knex, query, question);
  },

  axis(knex, name, question): ValueSql {
    if (name === 'LABELS') return { many: labels };
    if (name === 'ASSIGNEES') return { many: assignees };
    if (name in days) {
      const column = days[name as keyof typeof days];
      return { sql: bucketOfDaySql(knex, column, question) };
    }
    if (name in instants) {
      const column = instants[name as keyof typeof instants];
      return { sql: bucketOfInstantSql(knex, column, question) };
    }
    return { sql: columns[name as keyof typeof columns] };
  },

  metric(knex, { metric }): MetricSql {
    switch (metric) {
      case 'estimate_points':
        return { how: 'sum', sql: 'work_items.estimate_points' };
      case 'estimate_minutes':
        return { how: 'sum', sql: 'work_items.estimate_time' };
      case 'logged_minutes':
        return { how: 'sum', sql: LOGGED };
      case 'remaining_minutes': {
        const left = `work_items.estimate_time - coalesce(${LOGGED}, 0)`;
        return { how: 'sum', sql: `CASE WHEN ${left} > 0 THEN ${left} END` };
      }
      case 'people':
        return { how: 'distinct', value: { many: assignees } };
      case 'cycle_time_hours': {
        const end = epochMsSql(knex, 'work_items.completed_at');
        const start = epochMsSql(knex, 'work_items.started_at');
        return { how: 'median', sql: `(${end} - ${start}) / 3600000.0` };
      }
      default:
        return { how: 'count' };
    }
  },
};

/** The projects whose items are counted. */
function projectsOf(
  knex: Knex,
  { workspace_id, metric, filters }: Question,
  viewer: NumberViewer['work'],
): Knex.QueryBuilder {
  const query = knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    .whereNull('projects.deleted_at');
  if (filters.project_ids) {
    query.whereRaw(...isOneOf(knex, 'projects.id', filters.project_ids));
  }
  if (ofTime.includes(metric) && !viewer.sees_all) {
    return query.where(whereJoined(viewer.user_ref));
  }
  return whereProjectVisible(query, viewer);
}

/** Leaves the items of people in departments, or beneath them. */
function whereInDepartments(
  knex: Knex,
  query: Knex.QueryBuilder,
  departments: Question['filters']['department_ids'],
): void {
  if (!departments) {
    return;
  }
  const some = departments.filter(id => id !== null);
  const itemsOf = (inThem: (staff: Knex.QueryBuilder) => void) =>
    knex('work_item_assignees')
      .join('staff', 'staff.user_ref', 'work_item_assignees.user_ref')
      .select('work_item_assignees.work_item_id')
      .whereNull('staff.deleted_at')
      .whereRaw('staff.workspace_id = work_items.workspace_id')
      .modify(inThem);
  query.where(any => {
    any.whereIn(
      'work_items.id',
      itemsOf(staff =>
        staff.whereIn('staff.department_id', beneath(knex, some)),
      ),
    );
    if (some.length < departments.length) {
      any.orWhereNotIn(
        'work_items.id',
        itemsOf(staff => staff.whereNotNull('staff.department_id')),
      );
    }
  });
}

/** Leaves the items that a metric is about at all. */
function whereOfMetric(
  knex: Knex,
  query: Knex.QueryBuilder,
  { metric, today, weekStart }: Question,
): Knex.QueryBuilder {
  const inGroups = (groups: readonly string[]) =>
    query.whereIn(
      'work_items.state_id',
      knex('work_states')
        .select('id')
        .whereIn('group', [...groups]),
    );
  const date = 'work_items.target_date';
  switch (metric) {
    case 'throughput':
    case 'completed':
      return query.whereNotNull('work_items.completed_at');
    case 'cycle_time_hours':
      return query
        .whereNotNull('work_items.completed_at')
        .whereNotNull('work_items.started_at');
    case 'pending':
      return inGroups(['backlog', 'unstarted']);
    case 'in_progress':
      return inGroups(['started']);
    case 'due_today':
      return inGroups(OPEN_GROUPS).where(date, today);
    case 'due_this_week': {
      const start = firstOfWeek(today, weekStart);
      const end = addDays(start, 6);
      return inGroups(OPEN_GROUPS).whereBetween(date, [start, end]);
    }
    case 'overdue':
      return inGroups(OPEN_GROUPS).where(date, '<', today);
    default:
      return query;
  }
}
