import { Knex } from 'knex';
import { whereJoined } from '../core/projects/inProject';
import { hiddenProjects } from '../core/projects/whereProjectVisible';
import { IS_SHARED, visibilityCodes } from './visibilityCodes';

/** Somebody in a workspace who is no admin of it. */
export interface WorkspaceMember {
  workspace_id: string;
  user_ref: string;
}

/**
 * Leaves what is shared with somebody as one of many: as somebody in the
 * workspace, or in one of its projects. Counts of the log have it as well as the
 * log itself.
 *
 * @param query - its rows are of the workspace
 * @param project - the column that has the project
 */
export function whereSharedWith(
  knex: Knex,
  query: Knex.QueryBuilder,
  { workspace_id, user_ref }: WorkspaceMember,
  project: string,
): void {
  const { workspace, project: ofProject, project_members } = visibilityCodes;
  // Codes and not bindings: they decide which index is used.
  const is = (code: number) => `activity.visibility = ${code}`;
  query.whereRaw(`activity.${IS_SHARED}`).where(shared =>
    shared
      .whereRaw(is(workspace))
      .orWhere(open =>
        open
          .whereRaw(is(ofProject))
          .whereNotIn(
            project,
            hiddenProjects(knex, workspace_id, { user_ref, sees_all: false }),
          ),
      )
      .orWhere(members =>
        members
          .whereRaw(is(project_members))
          .whereIn(project, joinedProjects(knex, workspace_id, user_ref)),
      ),
  );
}

/** Leaves the rows of the log that are for somebody by name. */
export function whereAddressedTo(
  knex: Knex,
  query: Knex.QueryBuilder,
  user_ref: string,
): void {
  query
    .whereRaw(`activity.visibility = ${visibilityCodes.people}`)
    .whereIn(
      'activity.id',
      knex('activity_readers').select('activity_id').where({ user_ref }),
    );
}

/** The ids of the projects of a workspace that somebody is more than a guest of. */
function joinedProjects(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Knex.QueryBuilder {
  return knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    .where(whereJoined(user_ref));
}
