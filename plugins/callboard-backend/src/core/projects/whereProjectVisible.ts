import { Knex } from 'knex';
import { Viewer } from '../../access/Caller';
import { membershipOf, ownershipOf } from './inProject';

/** Whose eyes the projects of a workspace they are in are seen with. */
export interface ProjectViewer {
  user_ref: string;
  /** An admin of the workspace sees all its projects. */
  sees_all: boolean;
}

/** Sees every project. */
export const allSeeing: ProjectViewer = { user_ref: '', sees_all: true };

/** Sees the projects that everybody in their workspace sees. */
export const seesOpenProjects: ProjectViewer = {
  user_ref: '',
  sees_all: false,
};

/** How a caller sees the projects of a workspace in which they have a role. */
export function viewerOf({
  caller,
  role,
}: Pick<Viewer, 'role'> & {
  caller: Pick<Viewer['caller'], 'user_ref'>;
}): ProjectViewer {
  return { user_ref: caller.user_ref, sees_all: role === 'admin' };
}

/** Leaves the projects that somebody in the workspace may see. */
export function whereProjectVisible<Q extends Knex.QueryBuilder>(
  query: Q,
  { user_ref, sees_all }: ProjectViewer,
): Q {
  return sees_all
    ? query
    : (query.where(visible =>
        visible
          .where('projects.access', 'open')
          .orWhereExists(membershipOf(user_ref))
          .orWhereExists(ownershipOf(user_ref)),
      ) as Q);
}

/** The ids of the projects of a workspace that somebody in it may not see. */
export function hiddenProjects(
  knex: Knex,
  workspace_id: string,
  { user_ref, sees_all }: ProjectViewer,
): Knex.QueryBuilder {
  const query = knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    // Not a binding, or SQLite would not see that the index is about it.
    .whereRaw("projects.access = 'secret'");
  return sees_all
    ? query.whereRaw('1 = 0')
    : query
        .whereNotExists(membershipOf(user_ref))
        .whereNotExists(ownershipOf(user_ref));
}
