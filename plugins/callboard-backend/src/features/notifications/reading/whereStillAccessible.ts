import { Knex } from 'knex';
import { whereProjectMember } from '../../../access/visibility/whereProjectVisible';
import {
  UserScope,
  whereProjectInScope,
  VisibilityScope,
} from '../../../core/resources/VisibilityScope';
import { inListSql } from '../../../database/bulk';
import { whereDashboardReadable } from '../../../access/visibility/whereVisible';
import { eventVisibilityCodes } from '../dispatch/NotificationEvent';
import { isKnownSuperAdmin } from '../../../access/Ownership';
import { Core } from '../../../core/Core';

/** Reads the visibility scope of a user outside a request. */
export async function getVisibilityScope(
  { knex, config, workspaces }: Pick<Core, 'knex' | 'config' | 'workspaces'>,
  user_ref: string,
): Promise<VisibilityScope> {
  const is_super_admin = await isKnownSuperAdmin(
    knex,
    config.superAdmins,
    user_ref,
  );
  return new VisibilityScope(
    user_ref,
    await workspaces.listVisible({ user_ref, is_super_admin }),
  );
}

/**
 * Excludes notifications about deleted work items, until the deletion is undone. Never excludes
 * notifications with the visibility `recipients`, which require no access.
 */
export function whereItemExists(
  query: Knex.QueryBuilder,
  table: 'notifications' | 'unread_notifications',
): void {
  // Runs a subquery for each row, because a join could make PostgreSQL scan all work items.
  query.whereRaw(
    `(${table}.visibility = ${eventVisibilityCodes.recipients} OR (
      SELECT event.work_item_id IS NULL OR (
        SELECT 1 FROM work_items
        WHERE work_items.id = event.work_item_id AND work_items.deleted_at IS NULL
      ) IS NOT NULL
      FROM notification_events AS event
      WHERE event.id = ${table}.notification_event_id
    ))`,
  );
}

/**
 * Restricts notifications to those whose resource a user may currently see, because access may have
 * been revoked since the notification. The rule is the same as for the activity log, but covers all
 * workspaces of the user.
 *
 * @param query - selects notifications of the user, or groups of rows of `selectUnreadRows` with
 * equal workspace, project, dashboard and visibility
 * @param table - the table or alias in `query` that has these four columns
 */
export function whereStillAccessible(
  knex: Knex,
  query: Knex.QueryBuilder,
  scope: UserScope,
  table: 'notifications' | 'unread_notifications' = 'notifications',
): void {
  const { recipients, workspace, people, project, project_members } =
    eventVisibilityCodes;
  const hasVisibility = (code: number) => `${table}.visibility = ${code}`;
  const buildWorkspaceCondition = (ids: readonly string[]) =>
    inListSql(knex, `${table}.workspace_id`, ids);
  const selectEventProject = () =>
    knex('projects')
      .select(knex.raw('1'))
      .whereRaw(`projects.id = ${table}.project_id`);
  // EXISTS could make PostgreSQL scan all projects before the first match.
  const isFound = (found: Knex.QueryBuilder) =>
    knex.raw('? IS NOT NULL', [found]);
  const selectEventDashboard = () =>
    knex('dashboards')
      .select(knex.raw('1'))
      .whereRaw(`dashboards.id = ${table}.dashboard_id`)
      .whereNull('dashboards.deleted_at')
      .modify(whereDashboardReadable(scope.user_ref));
  if (table === 'notifications') {
    whereItemExists(query, table);
  }
  query.where(either =>
    either
      .whereNull(`${table}.dashboard_id`)
      .orWhereRaw(isFound(selectEventDashboard())),
  );
  query.where(accessible =>
    accessible
      .whereRaw(hasVisibility(recipients))
      .orWhereRaw(...buildWorkspaceCondition(scope.administered))
      .orWhere(inReadableWorkspace =>
        inReadableWorkspace
          .whereRaw(...buildWorkspaceCondition(scope.readable))
          .where(visible =>
            visible
              .whereRaw(
                `(${hasVisibility(workspace)} OR ${hasVisibility(people)})`,
              )
              .orWhere(inVisibleProject =>
                inVisibleProject
                  .whereRaw(hasVisibility(project))
                  .whereRaw(
                    isFound(
                      whereProjectInScope(knex, selectEventProject(), scope),
                    ),
                  ),
              )
              .orWhere(asProjectMember =>
                asProjectMember
                  .whereRaw(hasVisibility(project_members))
                  .whereRaw(
                    isFound(
                      selectEventProject().where(
                        whereProjectMember(scope.user_ref),
                      ),
                    ),
                  ),
              ),
          ),
      ),
  );
}
