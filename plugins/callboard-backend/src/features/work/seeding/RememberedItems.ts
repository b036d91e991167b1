import { Knex } from 'knex';
import { WorkItemPair, WorkItemRow } from '../items/WorkItemRow';
import { WorkItemStore } from '../items/WorkItemStore';

/**
 * The items of a project while their past is written down: what is saved stays
 * here until all of it goes to the tables at once.
 */
export class RememberedItems
  implements Pick<WorkItemStore, 'save' | 'remember'>
{
  readonly #current: Map<string, WorkItemRow>;
  /** What has become of each since the beginning. */
  readonly #pairs = new Map<string, WorkItemPair>();
  readonly #ids = new Map<string, string>();

  constructor(known: readonly WorkItemRow[]) {
    this.#current = new Map(known.map(item => [item.id, item]));
  }

  /** Lets a new item go by a name. */
  name(name: string, { id }: { id: string }): void {
    this.#ids.set(name, id);
  }

  /** An item as it is at this point, by name or id. */
  require(nameOrId: string): WorkItemRow {
    const item = this.#current.get(this.#ids.get(nameOrId) ?? nameOrId);
    if (!item) {
      throw new Error(`There is no work item ${nameOrId} in this project`);
    }
    return item;
  }

  /** As the store's, for items that are not deleted. */
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

  /** Nothing: no source tells anything here. */
  async remember(): Promise<void> {}

  /** Everything that has changed, from the beginning to this point. */
  pairs(): WorkItemPair[] {
    return [...this.#pairs.values()];
  }

  /** The items that were given names, as they are at this point. */
  named(): Map<string, WorkItemRow> {
    return new Map([...this.#ids.keys()].map(key => [key, this.require(key)]));
  }
}
