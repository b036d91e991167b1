import { Knex } from 'knex';

/** Columns of a query that say of whom and what is asked. */
interface MuteQuery {
  user: string;
  work_item: string;
  project: string;
}

/**
 * Leaves those who have not muted a work item, for what does not mention them:
 * what somebody said of it counts before what they said of its project. The same
 * rule as `isMuted`.
 */
export function whereNotMuted(
  knex: Knex,
  query: Knex.QueryBuilder,
  { user, work_item, project }: MuteQuery,
): void {
  const getFollowerSetting = (thread: string) =>
    knex('subscriptions')
      .select(knex.raw('1'))
      .whereRaw('subscriptions.user_ref = ??', [user])
      .whereRaw('subscriptions.thread_id = ??', [thread]);
  query.where(either =>
    either
      .whereExists(
        getFollowerSetting(work_item).where('subscriptions.level', 'all'),
      )
      .orWhere(silent =>
        silent
          .whereNotExists(getFollowerSetting(work_item))
          .whereNotExists(
            getFollowerSetting(project).where('subscriptions.level', 'none'),
          ),
      ),
  );
}
