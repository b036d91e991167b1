import { Knex } from 'knex';

/** The table of favourite dashboards. */
export class FavouriteStore {
  constructor(private readonly knex: Knex) {}

  /** Whether a dashboard is a favourite of a person. */
  async has(dashboard_id: string, user_ref: string): Promise<boolean> {
    const row = await this.knex('dashboard_favourites')
      .where({ dashboard_id, user_ref })
      .first('dashboard_id');
    return row !== undefined;
  }

  /** Adds a dashboard to a person's favourites, or removes it. */
  async set(
    dashboard_id: string,
    user_ref: string,
    is_favourite: boolean,
  ): Promise<void> {
    const table = this.knex('dashboard_favourites');
    await (is_favourite
      ? table
          .insert({ dashboard_id, user_ref })
          .onConflict(['dashboard_id', 'user_ref'])
          .ignore()
      : table.where({ dashboard_id, user_ref }).delete());
  }
}
