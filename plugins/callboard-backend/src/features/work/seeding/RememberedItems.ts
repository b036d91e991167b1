import { Knex } from 'knex';
import { WorkItemPair, WorkItemRow } from '../items/WorkItemRow';
import { WorkItemStore } from '../items/WorkItemStore';

/**
 * The items of a project while seeding replays their history: saved items stay in memory until
 * all of them are written to the tables at once.
 */
export class RememberedItems
  implements Pick<WorkItemStore, 'save' | 'remember'>
{
  readonly #current: Map<string, WorkItemRow>;
  /** The change of each item since the beginning. */
  readonly #pairs = new Map<string, WorkItemPair>();
  readonly #ids = new Map<string, string>();

  constructor(known: readonly WorkItemRow[]) {
    this.#current = new Map(known.map(item => [item.id, item]));
  }

  /** Registers a name for a new item. */
  registerName(name: string, { id }: { id: string }): void {
    this.#ids.set(name, id);
  }

  /** The current state of an item, by name or id. */
  require(nameOrId: string): WorkItemRow {
    const item = this.#current.get(this.#ids.get(nameOrId) ?? nameOrId);
    if (!item) {
      throw new Error(`There is no work item ${nameOrId} in this project`);
    }
    return item;
  }

  /** Like the store's `save`, for items that are not deleted. */
  async save(
    _tx: Knex.Transaction,
    pairs: readonly WorkItemPair[],
  ): Promise<void> {
    for (const { before, after } of pairs) {
      const { id } = after!;
      this.#current.set(id, after!);
      const known = this.#pairs.get(id);
      this.#pairs.set(
        id,
        known
          ? {
              before: known.before,
              between: [...(known.between ?? []), known.after!],
              after,
            }
          : { before, after },
      );
    }
  }

  /** Does nothing: seeded items have no source. */
  async remember(): Promise<void> {}

  /** All changes from the beginning to this point. */
  getChangedPairs(): WorkItemPair[] {
    return [...this.#pairs.values()];
  }

  /** The named items, as they are at this point. */
  getNamedItems(): Map<string, WorkItemRow> {
    return new Map([...this.#ids.keys()].map(key => [key, this.require(key)]));
  }
}
