import { Knex } from 'knex';
import { Viewer } from '../Caller';
import { selectMembership, selectOwnership } from './inProject';

/** The viewer of the projects of a workspace in which they are a member. */
export interface ProjectViewer {
  user_ref: string;
  /** An admin of the workspace sees all its projects. */
  sees_all: boolean;
}

/** Sees every project. */
export const allSeeing: ProjectViewer = { user_ref: '', sees_all: true };

/** Sees the projects that every member of the workspace sees. */
export const seesOpenProjects: ProjectViewer = {
  user_ref: '',
  sees_all: false,
};

/** The viewer of a caller with a role in a workspace. */
export function toProjectViewer({
  caller,
  role,
}: Pick<Viewer, 'role'> & {
  caller: Pick<Viewer['caller'], 'user_ref'>;
}): ProjectViewer {
  return { user_ref: caller.user_ref, sees_all: role === 'admin' };
}

/** Filters projects to those that the viewer may see. */
export function whereProjectVisible<Q extends Knex.QueryBuilder>(
  query: Q,
  { user_ref, sees_all }: ProjectViewer,
): Q {
  return sees_all
    ? query
    : (query.where(visible =>
        visible
          .where('projects.access', 'open')
          .orWhereExists(selectMembership(user_ref))
          .orWhereExists(selectOwnership(user_ref)),
      ) as Q);
}

/** The ids of the projects of a workspace that a member may not see. */
export function selectHiddenProjects(
  knex: Knex,
  workspace_id: string,
  { user_ref, sees_all }: ProjectViewer,
): Knex.QueryBuilder {
  const query = knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    // Not a binding, because SQLite would not match it with the partial index.
    .whereRaw("projects.access = 'secret'");
  return sees_all
    ? query.whereRaw('1 = 0')
    : query
        .whereNotExists(selectMembership(user_ref))
        .whereNotExists(selectOwnership(user_ref));
}
