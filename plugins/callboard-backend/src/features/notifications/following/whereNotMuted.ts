import { Knex } from 'knex';

/** The columns of a query that contain the user and the thread. */
interface MuteQuery {
  user: string;
  work_item: string;
  project: string;
}

/**
 * Restricts a query to users who have not muted a work item, for events without a mention. The level
 * of the item takes precedence over that of its project. The same rule as `isMuted`.
 */
export function whereNotMuted(
  knex: Knex,
  query: Knex.QueryBuilder,
  { user, work_item, project }: MuteQuery,
): void {
  const selectThreadSetting = (thread: string) =>
    knex('subscriptions')
      .select(knex.raw('1'))
      .whereRaw('subscriptions.user_ref = ??', [user])
      .whereRaw('subscriptions.thread_id = ??', [thread]);
  query.where(either =>
    either
      .whereExists(
        selectThreadSetting(work_item).where('subscriptions.level', 'all'),
      )
      .orWhere(silent =>
        silent
          .whereNotExists(selectThreadSetting(work_item))
          .whereNotExists(
            selectThreadSetting(project).where('subscriptions.level', 'none'),
          ),
      ),
  );
}
