import { roleIncludes } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { WorkspaceAccess } from '../../access/Caller';
import { isOneOf } from '../../database/bulk';
import { whereProjectVisible } from '../projects/whereProjectVisible';

/** What somebody sees of all the workspaces that they are in. */
export class Sight {
  readonly #slugs: ReadonlyMap<string, string>;
  /** Of workspaces whose organisation and open projects they may read. */
  readonly readable: readonly string[];
  /** Of workspaces of which they see everything. */
  readonly administered: readonly string[];

  /** @param seen - the workspaces they can see, and what they are in each */
  constructor(readonly user_ref: string, seen: readonly WorkspaceAccess[]) {
    const idsFor = (role: 'member' | 'admin') =>
      seen
        .filter(access => roleIncludes(access.role, role))
        .map(({ workspace }) => workspace.id);
    this.#slugs = new Map(
      seen.map(({ workspace }) => [workspace.id, workspace.slug]),
    );
    this.readable = idsFor('member');
    this.administered = idsFor('admin');
  }

  /** The slug of a workspace; undefined where they cannot see it. */
  slugOf(workspace_id: string): string | undefined {
    return this.#slugs.get(workspace_id);
  }
}

/** Leaves the live projects that somebody may see, in any workspace. */
export function whereProjectInSight<Q extends Knex.QueryBuilder>(
  knex: Knex,
  query: Q,
  { user_ref, readable, administered }: Sight,
): Q {
  const within = (ids: readonly string[]) =>
    isOneOf(knex, 'projects.workspace_id', ids);
  return query.whereNull('projects.deleted_at').where(either =>
    either.whereRaw(...within(administered)).orWhere(other =>
      whereProjectVisible(other.whereRaw(...within(readable)), {
        user_ref,
        sees_all: false,
      }),
    ),
  ) as Q;
}
