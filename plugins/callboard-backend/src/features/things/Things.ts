import {
  endpoints,
  ResponseOf,
  thingParameters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition, uniq } from 'lodash';
import { Caller } from '../../access/Caller';
import { Sight } from '../../core/things/Sight';
import { ThingFinder } from '../../core/things/ThingFinder';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';

type ThingParameter = (typeof thingParameters)[keyof typeof thingParameters];

/** Finds things of all types for somebody. */
export class Things {
  readonly #finders: ThingFinder[] = [];

  constructor(
    private readonly deps: { knex: Knex; workspaces: WorkspaceDirectory },
  ) {}

  /** Adds what features know: those that look names up start before others. */
  add(finders: readonly ThingFinder[]): void {
    this.#finders.push(...finders);
  }

  /**
   * Those that the caller may see, type by type, as they were asked for; of the
   * deleted ones no more than that they are gone.
   */
  async find(
    caller: Pick<Caller, 'user_ref' | 'is_super_admin'>,
    wanted: { [Parameter in ThingParameter]?: readonly string[] },
  ): Promise<ResponseOf<typeof endpoints.listThings>> {
    const { knex, workspaces } = this.deps;
    const sight = new Sight(caller.user_ref, await workspaces.seeAll(caller));
    const found = await Promise.all(
      this.#finders.map(async ({ type, find }) => {
        const ids = uniq(wanted[thingParameters[type]] ?? []);
        const things = ids.length > 0 ? await find(knex, ids, sight) : [];
        const byId = new Map(things.map(thing => [thing.id, thing]));
        return ids.flatMap(id => byId.get(id) ?? []);
      }),
    );
    const [gone, there] = partition(found.flat(), ({ is_gone }) => is_gone);
    return {
      items: there.map(({ is_gone: _, ...thing }) => thing),
      gone: gone.map(({ type, id }) => ({ type, id })),
    };
  }
}
