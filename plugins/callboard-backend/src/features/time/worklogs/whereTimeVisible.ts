import { roleIncludes } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceAccess } from '../../../access/Caller';
import { whereJoined } from '../../../core/projects/inProject';
import { whereProjectVisible } from '../../../core/projects/whereProjectVisible';

/** Whose eyes the time of a workspace is seen with. */
export interface TimeViewer {
  workspace_id: string;
  user_ref: string;
  /** An admin of the workspace sees all of it. */
  sees_all: boolean;
  /** Guests do not see their own, either. */
  sees_own: boolean;
}

/** How a caller sees the time of a workspace. */
export function timeViewerOf({
  caller,
  workspace,
  role,
}: WorkspaceAccess & { caller: Pick<Caller, 'user_ref'> }): TimeViewer {
  return {
    workspace_id: workspace.id,
    user_ref: caller.user_ref,
    sees_all: role === 'admin',
    sees_own: roleIncludes(role, 'member'),
  };
}

/**
 * Leaves the entries that somebody may read: those of the projects they are a
 * member of, and their own in all that they can see. The one rule, for lists, sums
 * and files alike.
 */
export function whereTimeVisible<Q extends Knex.QueryBuilder>(
  knex: Knex,
  query: Q,
  viewer: TimeViewer,
): Q {
  const { workspace_id, user_ref, sees_all, sees_own } = viewer;
  query.where('worklogs.workspace_id', workspace_id);
  if (sees_all) {
    return query;
  }
  const projects = () =>
    knex('projects')
      .select('projects.id')
      .where('projects.workspace_id', workspace_id)
      .whereNull('projects.deleted_at');
  return query.where(visible => {
    visible.whereIn(
      'worklogs.project_id',
      projects().where(whereJoined(user_ref)),
    );
    if (sees_own) {
      visible.orWhere(own =>
        own
          .where('worklogs.logged_by', user_ref)
          .whereIn(
            'worklogs.project_id',
            whereProjectVisible(projects(), { user_ref, sees_all }),
          ),
      );
    }
  }) as Q;
}
