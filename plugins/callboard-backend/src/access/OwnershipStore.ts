import { Knex } from 'knex';
import { isOneOf } from '../database/bulk';

/** The table of the references that people own things as. */
export class OwnershipStore {
  constructor(
    private readonly knex: Knex,
    /** Called when somebody goes by references no longer, in its transaction. */
    private readonly onLost: (
      tx: Knex,
      refs: readonly string[],
    ) => Promise<void>,
  ) {}

  /** Stores what a person owns things as; writes only what differs. */
  async replace(user_ref: string, refs: ReadonlySet<string>): Promise<void> {
    const { knex } = this;
    const stored: string[] = await knex('ownership_refs')
      .where({ user_ref })
      .pluck('owner_ref');
    const missing = [...refs].filter(ref => !stored.includes(ref));
    const gone = stored.filter(ref => !refs.has(ref));
    if (missing.length > 0) {
      await knex('ownership_refs')
        .insert(missing.map(owner_ref => ({ user_ref, owner_ref })))
        // Another request of the same person may have stored it meanwhile.
        .onConflict(['user_ref', 'owner_ref'])
        .ignore();
    }
    if (gone.length > 0) {
      await knex.transaction(async tx => {
        await tx('ownership_refs')
          .where({ user_ref })
          .whereRaw(...isOneOf(tx, 'owner_ref', gone, 'text'))
          .delete();
        await this.onLost(tx, gone);
      });
    }
  }
}
