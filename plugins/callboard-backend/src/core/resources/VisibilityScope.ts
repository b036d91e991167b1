import { Knex } from 'knex';
import { WorkspaceAccess } from '../../access/Caller';
import { isOneOf } from '../../database/bulk';
import { whereProjectVisible } from '../projects/whereProjectVisible';

/** Which workspaces somebody can see, and in which of them they see everything. */
export class VisibilityScope {
  readonly #slugs: ReadonlyMap<string, string>;
  /** The ids of all of them: there they may read the organisation and open projects. */
  readonly readable: readonly string[];
  /** The ids of those in which they also see every secret project. */
  readonly administered: readonly string[];

  /** @param seen - the workspaces they can see, and what they are in each */
  constructor(readonly user_ref: string, seen: readonly WorkspaceAccess[]) {
    this.#slugs = new Map(
      seen.map(({ workspace }) => [workspace.id, workspace.slug]),
    );
    this.readable = [...this.#slugs.keys()];
    this.administered = seen
      .filter(({ role }) => role === 'admin')
      .map(({ workspace }) => workspace.id);
  }

  /** The slug of a workspace; undefined where they cannot see it. */
  slugOf(workspace_id: string): string | undefined {
    return this.#slugs.get(workspace_id);
  }
}

/** Whose eyes it is, and what they see. */
export type Seeing = Pick<
  VisibilityScope,
  'user_ref' | 'readable' | 'administered'
>;

/** Leaves the projects that somebody may see, or might if they were not deleted. */
export function whereProjectInScope<Q extends Knex.QueryBuilder>(
  knex: Knex,
  query: Q,
  { user_ref, readable, administered }: Seeing,
): Q {
  const within = (ids: readonly string[]) =>
    isOneOf(knex, 'projects.workspace_id', ids);
  return query.where(either =>
    either.whereRaw(...within(administered)).orWhere(other =>
      whereProjectVisible(other.whereRaw(...within(readable)), {
        user_ref,
        sees_all: false,
      }),
    ),
  ) as Q;
}
