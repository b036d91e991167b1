import { Knex } from 'knex';

/** Restricts work items to those that a user has chosen to follow. */
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
