import { Knex } from 'knex';
import { whereJoined } from '../../../core/projects/inProject';
import { Sight, whereProjectInSight } from '../../../core/things/Sight';
import { isOneOf } from '../../../database/bulk';
import { noticeVisibilityCodes } from '../noticeVisibility';

/**
 * Leaves the notifications of a person that tell of what they may see at this
 * moment: what they could see when they were told may be hidden since. The same
 * rule as for the log, of one person and all their workspaces.
 *
 * @param query - of notifications that are all the person's, or of groups of
 *   them that have the same workspace, project and visibility
 */
export function whereSeenNow(
  knex: Knex,
  query: Knex.QueryBuilder,
  sight: Sight,
): void {
  const { recipients, workspace, people, project, project_members } =
    noticeVisibilityCodes;
  const is = (code: number) => `notifications.visibility = ${code}`;
  const within = (ids: readonly string[]) =>
    isOneOf(knex, 'notifications.workspace_id', ids);
  const itsProject = () =>
    knex('projects')
      .select(knex.raw('1'))
      .whereRaw('projects.id = notifications.project_id');
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
                .whereExists(whereProjectInSight(knex, itsProject(), sight)),
            )
            .orWhere(members =>
              members
                .whereRaw(is(project_members))
                .whereExists(itsProject().where(whereJoined(sight.user_ref))),
            ),
        ),
      ),
  );
}
