import { Knex } from 'knex';

/** The table of whose favourites dashboards are. */
export class FavouriteStore {
  constructor(private readonly knex: Knex) {}

  /** Whether a dashboard is one of somebody's. */
  async has(dashboard_id: string, user_ref: string): Promise<boolean> {
    const row = await this.knex('dashboard_favourites')
      .where({ dashboard_id, user_ref })
      .first('dashboard_id');
    return row !== undefined;
  }

  /** Makes it one of theirs, or none of them. */
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
