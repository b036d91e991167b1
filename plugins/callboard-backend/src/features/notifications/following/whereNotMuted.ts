import { Knex } from 'knex';

/** Columns of a query, or SQL, that say of whom and what is asked. */
interface Asked {
  user: string;
  /** Null where there is only a project. */
  work_item: string | null;
  project: string;
}

/**
 * Leaves those who have not muted a thread: what somebody said of a work item
 * counts before what they said of its project.
 *
 * @param is_mention - whoever wants only mentions hears of it then
 */
export function whereNotMuted(
  knex: Knex,
  query: Knex.QueryBuilder,
  { user, work_item, project }: Asked,
  { is_mention = false }: { is_mention?: boolean } = {},
): void {
  const saidOf = (thread: string) =>
    knex('subscriptions')
      .select(knex.raw('1'))
      .whereRaw('subscriptions.user_ref = ??', [user])
      .whereRaw('subscriptions.thread_id = ??', [thread]);
  const mutedProject = saidOf(project).where('subscriptions.level', 'none');
  if (work_item === null) {
    query.whereNotExists(mutedProject);
    return;
  }
  const heard = is_mention ? ['all', 'mentions'] : ['all'];
  query.where(either =>
    either
      .whereExists(saidOf(work_item).whereIn('subscriptions.level', heard))
      .orWhere(silent =>
        silent.whereNotExists(saidOf(work_item)).whereNotExists(mutedProject),
      ),
  );
}
