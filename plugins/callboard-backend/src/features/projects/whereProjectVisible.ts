import { Knex } from 'knex';
import { Asker } from '../../access/Caller';
import { isAwaySql } from './isAwaySql';

/** Whose eyes projects are seen with. */
export interface ProjectViewer {
  user_ref: string;
  /** Everything they own things as: themselves and their groups. */
  refs: readonly string[];
  /** An admin of the workspace sees all its projects. */
  sees_all: boolean;
}

/** Sees every project. */
export const allSeeing: ProjectViewer = {
  user_ref: '',
  refs: [],
  sees_all: true,
};

/** How a caller sees the projects of a workspace in which they have a role. */
export function viewerOf({
  caller,
  role,
}: Pick<Asker, 'caller' | 'role'>): ProjectViewer {
  return {
    user_ref: caller.user_ref,
    refs: [...caller.refs],
    sees_all: role === 'admin',
  };
}

/** Leaves the projects that somebody in the workspace may see. */
export function whereProjectVisible<Q extends Knex.QueryBuilder>(
  query: Q,
  viewer: ProjectViewer,
): Q {
  return viewer.sees_all
    ? query
    : (query.where(visible =>
        visible
          .where('projects.access', 'open')
          .orWhereExists(membershipOf(viewer))
          .orWhereExists(ownershipOf(viewer)),
      ) as Q);
}

/** The ids of the projects of a workspace that somebody may not see. */
export function hiddenProjects(
  knex: Knex,
  workspace_id: string,
  viewer: ProjectViewer,
): Knex.QueryBuilder {
  const query = knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    // Not a binding, or SQLite would not see that the index is about it.
    .whereRaw("projects.access = 'secret'");
  return viewer.sees_all
    ? query.whereRaw('1 = 0')
    : query
        .whereNotExists(membershipOf(viewer))
        .whereNotExists(ownershipOf(viewer));
}

function membershipOf({ user_ref }: ProjectViewer) {
  return function membership(this: Knex.QueryBuilder) {
    this.select('memberships.id')
      .from('memberships')
      .whereRaw('memberships.scope_id = projects.id')
      .where('memberships.user_ref', user_ref)
      .whereNull('memberships.deleted_at');
  };
}

function ownershipOf({ user_ref, refs }: ProjectViewer) {
  return function ownership(this: Knex.QueryBuilder) {
    this.select('project_owners.owner_ref')
      .from('project_owners')
      .whereRaw('project_owners.project_id = projects.id')
      .whereIn('project_owners.owner_ref', [...refs])
      .whereRaw(`NOT ${isAwaySql('?')}`, [user_ref]);
  };
}
