import {
  endpoints,
  ResponseOf,
  resourceParameters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition, uniq } from 'lodash';
import { Caller } from '../../access/Caller';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';

type ResourceParameter =
  (typeof resourceParameters)[keyof typeof resourceParameters];

/** Finds resources of all types for a user. */
export class Resources {
  readonly #resolvers: ResourceResolver[] = [];

  constructor(
    private readonly deps: { knex: Knex; workspaces: WorkspaceDirectory },
  ) {}

  /** Adds the resolvers of features: features that look up names start before others. */
  add(resolvers: readonly ResourceResolver[]): void {
    this.#resolvers.push(...resolvers);
  }

  /**
   * The requested resources that the caller may see, by type; of deleted ones only the fact of
   * their deletion.
   */
  async find(
    caller: Pick<Caller, 'user_ref' | 'is_super_admin'>,
    query: { [Parameter in ResourceParameter | 'ids']?: readonly string[] },
  ): Promise<ResponseOf<typeof endpoints.listResources>> {
    const { knex, workspaces } = this.deps;
    const scope = new VisibilityScope(
      caller.user_ref,
      await workspaces.listVisible(caller),
    );
    const found = await Promise.all(
      this.#resolvers.map(async ({ type, find }) => {
        const own = query[resourceParameters[type]] ?? [];
        const ids = uniq([...own, ...(query.ids ?? [])]);
        const resources = ids.length > 0 ? await find(knex, ids, scope) : [];
        const byId = new Map(
          resources.map(resource => [resource.id, resource]),
        );
        return ids.flatMap(id => byId.get(id) ?? []);
      }),
    );
    const [deleted, there] = partition(
      found.flat(),
      ({ is_deleted }) => is_deleted,
    );
    return {
      items: there.map(({ is_deleted: _, ...resource }) => resource),
      deleted: deleted.map(({ type, id }) => ({ type, id })),
    };
  }
}
