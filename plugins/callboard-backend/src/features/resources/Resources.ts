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

  /** Adds resolvers. Features can use this service before the resolvers of all features exist. */
  add(resolvers: readonly ResourceResolver[]): void {
    this.#resolvers.push(...resolvers);
  }

  /**
   * Returns the requested resources that the caller can see. For deleted resources, returns only
   * type and id.
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
        const idsOfType = query[resourceParameters[type]] ?? [];
        const ids = uniq([...idsOfType, ...(query.ids ?? [])]);
        const resources = ids.length > 0 ? await find(knex, ids, scope) : [];
        const resourcesById = new Map(
          resources.map(resource => [resource.id, resource]),
        );
        return ids.flatMap(id => resourcesById.get(id) ?? []);
      }),
    );
    const [deleted, existing] = partition(
      found.flat(),
      ({ is_deleted }) => is_deleted,
    );
    return {
      items: existing.map(({ is_deleted: _, ...resource }) => resource),
      deleted: deleted.map(({ type, id }) => ({ type, id })),
    };
  }
}
