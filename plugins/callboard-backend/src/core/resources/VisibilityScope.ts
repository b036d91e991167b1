import { Knex } from 'knex';
import { WorkspaceAccess } from '../../access/Caller';
import { inListSql } from '../../database/bulk';
import { whereProjectVisible } from '../../access/visibility/whereProjectVisible';

/** The workspaces that a user can see, and those in which they see everything. */
export class VisibilityScope {
  readonly #slugs: ReadonlyMap<string, string>;
  /** The ids of all visible workspaces: their organisation and open projects are readable. */
  readonly readable: readonly string[];
  /** The ids of the workspaces in which the user also sees every secret project. */
  readonly administered: readonly string[];

  /** @param visible - the visible workspaces, and the user's role in each */
  constructor(readonly user_ref: string, visible: readonly WorkspaceAccess[]) {
    this.#slugs = new Map(
      visible.map(({ workspace }) => [workspace.id, workspace.slug]),
    );
    this.readable = [...this.#slugs.keys()];
    this.administered = visible
      .filter(({ role }) => role === 'admin')
      .map(({ workspace }) => workspace.id);
  }

  /** The slug of a workspace; undefined if it is not visible. */
  getSlug(workspace_id: string): string | undefined {
    return this.#slugs.get(workspace_id);
  }
}

export type UserScope = Pick<
  VisibilityScope,
  'user_ref' | 'readable' | 'administered'
>;

/** Filters projects to those that a user may see, including deleted ones. */
export function whereProjectInScope<Q extends Knex.QueryBuilder>(
  knex: Knex,
  query: Q,
  { user_ref, readable, administered }: UserScope,
): Q {
  const buildWorkspaceSql = (ids: readonly string[]) =>
    inListSql(knex, 'projects.workspace_id', ids);
  return query.where(either =>
    either.whereRaw(...buildWorkspaceSql(administered)).orWhere(visible =>
      whereProjectVisible(visible.whereRaw(...buildWorkspaceSql(readable)), {
        user_ref,
        sees_all: false,
      }),
    ),
  ) as Q;
}
