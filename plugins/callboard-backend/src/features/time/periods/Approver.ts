import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { whereAdministered } from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { selectManagedPeople } from '../people/selectManagedPeople';
import { getPeriodViewer, PeriodViewer } from './PeriodRow';

/**
 * A viewer who can decide on periods: on every period of the people in `managed`, and on any period
 * whose time is all in projects of `administered`. A viewer with `sees_all` can decide on every
 * period; both lists are then empty.
 */
export interface Approver extends PeriodViewer {
  managed: readonly string[];
  /** The ids of the projects of which the viewer is an admin. */
  administered: readonly string[];
}

/**
 * Reads the people whom the caller manages and the projects that the caller administers, in at most
 * two queries.
 */
export async function loadApprover(
  knex: Knex,
  context: RequestContext,
): Promise<Approver> {
  const viewer = getPeriodViewer(context);
  const { workspace_id, user_ref } = viewer;
  if (viewer.sees_all) {
    return { ...viewer, managed: [], administered: [] };
  }
  return {
    ...viewer,
    managed: await selectManagedPeople(knex, workspace_id, user_ref).pluck(
      'user_ref',
    ),
    administered: await knex('projects')
      .where('projects.workspace_id', workspace_id)
      .whereNull('projects.deleted_at')
      .where(whereAdministered(user_ref))
      .pluck('projects.id'),
  };
}

/**
 * Filters to periods that the approver may see: the approver's own periods, and the periods on
 * which the approver can decide. Lists and single periods share this filter.
 */
export function wherePeriodVisible(
  knex: Knex,
  query: Knex.QueryBuilder,
  approver: Approver,
): Knex.QueryBuilder {
  const { workspace_id, sees_all, administered } = approver;
  query.where('time_periods.workspace_id', workspace_id);
  if (sees_all) {
    return query;
  }
  return query.where(visible => {
    whereOwnOrManaged(knex, visible, approver);
    if (administered.length > 0) {
      visible.orWhere(within =>
        whereWithinProjects(knex, within, administered),
      );
    }
  });
}

/**
 * Filters like `wherePeriodVisible`, but faster for lists: first filters to the people whose
 * periods may be visible. Usually, these are few people.
 */
export function whereListedPeriodVisible(
  knex: Knex,
  query: Knex.QueryBuilder,
  approver: Approver,
): Knex.QueryBuilder {
  const { sees_all, administered } = approver;
  if (!sees_all && administered.length > 0) {
    query.where(either => {
      whereOwnOrManaged(knex, either, approver);
      either.orWhereIn(
        'time_periods.member_id',
        selectPeopleWithTime(knex, administered),
      );
    });
  }
  return wherePeriodVisible(knex, query, approver);
}

function whereOwnOrManaged(
  knex: Knex,
  query: Knex.QueryBuilder,
  { user_ref, managed }: Approver,
): void {
  query.whereRaw(
    ...inListSql(
      knex,
      'time_periods.member_id',
      [user_ref, ...managed],
      'text',
    ),
  );
}

/**
 * Selects the people with logged time in some projects. Starts from the projects, because SQLite
 * would otherwise scan all worklogs.
 */
function selectPeopleWithTime(
  knex: Knex,
  project_ids: readonly string[],
): Knex.QueryBuilder {
  return knex('projects')
    .join('worklogs', 'worklogs.project_id', 'projects.id')
    .select('worklogs.logged_by')
    .whereRaw(...inListSql(knex, 'projects.id', project_ids))
    .whereNull('worklogs.deleted_at');
}

/** Filters to periods that have logged time, all of it in the given projects. */
function whereWithinProjects(
  knex: Knex,
  query: Knex.QueryBuilder,
  project_ids: readonly string[],
): void {
  const [condition, bindings] = inListSql(
    knex,
    'worklogs.project_id',
    project_ids,
  );
  const selectPeriodWorklogs = () =>
    knex('worklogs')
      .select(knex.raw('1'))
      .whereRaw('worklogs.workspace_id = time_periods.workspace_id')
      .whereRaw('worklogs.logged_by = time_periods.member_id')
      .whereRaw('worklogs.logged_at >= time_periods.week_start')
      .whereRaw('worklogs.logged_at <= time_periods.week_end')
      .whereNull('worklogs.deleted_at');
  query
    .whereNotExists(
      selectPeriodWorklogs().whereRaw(`NOT (${condition})`, bindings),
    )
    .whereExists(selectPeriodWorklogs());
}
