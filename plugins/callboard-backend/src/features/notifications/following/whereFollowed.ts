import { Knex } from 'knex';

/** Leaves the work items that somebody has chosen to follow. */
export function whereFollowed(
  knex: Knex,
  query: Knex.QueryBuilder,
  user_ref: string,
): void {
  query.whereIn(
    'work_items.id',
    knex('subscriptions').select('thread_id').where({ user_ref, level: 'all' }),
  );
}
