import {
  endpoints,
  ResponseOf,
  thingParameters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition, uniq } from 'lodash';
import { Caller } from '../../access/Caller';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';

type ResourceParameter = (typeof thingParameters)[keyof typeof thingParameters];

/** Finds things of all types for somebody. */
export class Resources {
  readonly #resolvers: ResourceResolver[] = [];

  constructor(
    private readonly deps: { knex: Knex; workspaces: WorkspaceDirectory },
  ) {}

  /** Adds what features know: those that look names up start before others. */
  add(resolvers: readonly ResourceResolver[]): void {
    this.#resolvers.push(...resolvers);
  }

  /**
   * Those that the caller may see, type by type, as they were asked for; of the
   * deleted ones no more than that they are gone.
   */
  async find(
    caller: Pick<Caller, 'user_ref' | 'is_super_admin'>,
    idsByParameter: { [Parameter in ResourceParameter]?: readonly string[] },
  ): Promise<ResponseOf<typeof endpoints.listResources>> {
    const { knex, workspaces } = this.deps;
    const scope = new VisibilityScope(
      caller.user_ref,
      await workspaces.seeAll(caller),
    );
    const found = await Promise.all(
      this.#resolvers.map(async ({ type, find }) => {
        const ids = uniq(idsByParameter[thingParameters[type]] ?? []);
        const resources = ids.length > 0 ? await find(knex, ids, scope) : [];
        const byId = new Map(resources.map(thing => [thing.id, thing]));
        return ids.flatMap(id => byId.get(id) ?? []);
      }),
    );
    const [deleted, there] = partition(
      found.flat(),
      ({ is_deleted }) => is_deleted,
    );
    return {
      items: there.map(({ is_deleted: _, ...thing }) => thing),
      deleted: deleted.map(({ type, id }) => ({ type, id })),
    };
  }
}
