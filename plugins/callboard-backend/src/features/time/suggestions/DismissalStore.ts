import { Knex } from 'knex';

/** The table of dismissed suggestions. */
export class DismissalStore {
  /** Lists the ids of suggestions that a person dismissed for a day. */
  async list(
    knex: Knex,
    user_ref: string,
    date: string,
  ): Promise<ReadonlySet<string>> {
    const ids: string[] = await knex('time_dismissals')
      .where({ user_ref, date })
      .pluck('suggestion_id');
    return new Set(ids);
  }

  async insert(
    tx: Knex.Transaction,
    dismissal: { user_ref: string; date: string; suggestion_id: string },
  ): Promise<void> {
    await tx('time_dismissals')
      .insert(dismissal)
      .onConflict(['user_ref', 'date', 'suggestion_id'])
      .ignore();
  }
}
