import { Knex } from 'knex';
import { whereJoined } from '../../../core/projects/inProject';
import { Seeing, whereProjectInSight } from '../../../core/things/Sight';
import { isOneOf } from '../../../database/bulk';
import { whereDashboardReadable } from '../../../visibility/whereDashboardReadable';
import { noticeVisibilityCodes } from '../noticeVisibility';

/**
 * Leaves the notifications of a person that tell of what they may see at this
 * moment: what they could see when they were told may be hidden since. The same
 * rule as for the log, of one person and all their workspaces.
 *
 * @param query - of notifications that are all the person's, or of groups of
 *   them that have the same workspace, project, dashboard and visibility
 * @param table - what has these columns
 */
export function whereSeenNow(
  knex: Knex,
  query: Knex.QueryBuilder,
  sight: Seeing,
  table: 'notifications' | 'unread_notifications' = 'notifications',
): void {
  const { recipients, workspace, people, project, project_members } =
    noticeVisibilityCodes;
  const is = (code: number) => `${table}.visibility = ${code}`;
  const within = (ids: readonly string[]) =>
    isOneOf(knex, `${table}.workspace_id`, ids);
  const itsProject = () =>
    knex('projects')
      .select(knex.raw('1'))
      .whereRaw(`projects.id = ${table}.project_id`);
  // Not EXISTS, for which PostgreSQL may look at all projects before the first.
  const isFound = (found: Knex.QueryBuilder) =>
    knex.raw('? IS NOT NULL', [found]);
  const itsDashboard = () =>
    knex('dashboards')
      .select(knex.raw('1'))
      .whereRaw(`dashboards.id = ${table}.dashboard_id`)
      .whereNull('dashboards.deleted_at')
      .modify(whereDashboardReadable(sight.user_ref));
  query.where(either =>
    either
      .whereNull(`${table}.dashboard_id`)
      .orWhereRaw(isFound(itsDashboard())),
  );
  query.where(seen =>
    seen
      .whereRaw(is(recipients))
      .orWhereRaw(...within(sight.administered))
      .orWhere(other =>
        other.whereRaw(...within(sight.readable)).where(shared =>
          shared
            .whereRaw(`(${is(workspace)} OR ${is(people)})`)
            .orWhere(open =>
              open
                .whereRaw(is(project))
                .whereRaw(
                  isFound(whereProjectInSight(knex, itsProject(), sight)),
                ),
            )
            .orWhere(members =>
              members
                .whereRaw(is(project_members))
                .whereRaw(
                  isFound(itsProject().where(whereJoined(sight.user_ref))),
                ),
            ),
        ),
      ),
  );
}
