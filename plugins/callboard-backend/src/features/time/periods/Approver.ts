import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { whereAdministered } from '../../../core/projects/inProject';
import { isOneOf } from '../../../database/bulk';
import { managedPeople } from '../people/managedPeople';
import { PeriodViewer } from './selectPeriods';

/** Somebody, and whose periods they decide on: who sees all, on everybody's. */
export interface Approver extends PeriodViewer {
  /** The people whom they manage. */
  managed: readonly string[];
  /** The ids of the projects they are an admin of. */
  administered: readonly string[];
}

/** Whose periods the caller decides on: two queries at most. */
export async function approverOf(
  knex: Knex,
  { caller: { user_ref }, workspace, role }: RequestContext,
): Promise<Approver> {
  const sees_all = role === 'admin';
  return {
    workspace_id: workspace.id,
    user_ref,
    sees_all,
    managed: sees_all
      ? []
      : await managedPeople(knex, workspace.id, user_ref).pluck('user_ref'),
    administered: sees_all
      ? []
      : await knex('projects')
          .where('projects.workspace_id', workspace.id)
          .whereNull('projects.deleted_at')
          .where(whereAdministered(user_ref))
          .pluck('projects.id'),
  };
}

/**
 * Leaves the periods that somebody may see: their own, and those they decide on,
 * or would once they are submitted. The one rule of who decides, for lists and
 * single periods alike.
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
    whereOfPeople(knex, visible, approver);
    if (administered.length > 0) {
      visible.orWhere(only => whereOnlyIn(knex, only, administered));
    }
  });
}

/** The same of many periods: looks at those of few people. */
export function wherePeriodsVisible(
  knex: Knex,
  query: Knex.QueryBuilder,
  approver: Approver,
): Knex.QueryBuilder {
  const { sees_all, administered } = approver;
  if (!sees_all && administered.length > 0) {
    query.where(few => {
      whereOfPeople(knex, few, approver);
      few.orWhereIn('time_periods.member_id', loggersIn(knex, administered));
    });
  }
  return wherePeriodVisible(knex, query, approver);
}

function whereOfPeople(
  knex: Knex,
  query: Knex.QueryBuilder,
  { user_ref, managed }: Approver,
): void {
  query.whereRaw(
    ...isOneOf(knex, 'time_periods.member_id', [user_ref, ...managed], 'text'),
  );
}

/**
 * Whoever has ever logged in some projects. By way of the projects, or SQLite would
 * rather read all entries.
 */
function loggersIn(
  knex: Knex,
  project_ids: readonly string[],
): Knex.QueryBuilder {
  return knex('projects')
    .join('worklogs', 'worklogs.project_id', 'projects.id')
    .select('worklogs.logged_by')
    .whereRaw(...isOneOf(knex, 'projects.id', project_ids))
    .whereNull('worklogs.deleted_at');
}

/** Leaves the periods that have time, and none outside of some projects. */
function whereOnlyIn(
  knex: Knex,
  query: Knex.QueryBuilder,
  project_ids: readonly string[],
): void {
  const [isInside, inside] = isOneOf(knex, 'worklogs.project_id', project_ids);
  const time = () =>
    knex('worklogs')
      .select(knex.raw('1'))
      .whereRaw('worklogs.workspace_id = time_periods.workspace_id')
      .whereRaw('worklogs.logged_by = time_periods.member_id')
      .whereRaw('worklogs.logged_at >= time_periods.week_start')
      .whereRaw('worklogs.logged_at <= time_periods.week_end')
      .whereNull('worklogs.deleted_at');
  query
    .whereNotExists(time().whereRaw(`NOT (${isInside})`, inside))
    .whereExists(time());
}
