import { SubscriptionLevel } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';

/** A project, or a work item in it, that users can subscribe to. */
export interface SubscriptionThread {
  project_id: string;
  work_item_id?: string;
}

export interface SubscriptionSetting {
  user_ref: string;
  thread_id: string;
  level: SubscriptionLevel;
}

export class SubscriptionLevels {
  readonly #byThread = new Map<string, Map<string, SubscriptionLevel>>();

  constructor(settings: readonly SubscriptionSetting[]) {
    for (const { user_ref, thread_id, level } of settings) {
      const levels = this.#byThread.get(thread_id) ?? new Map();
      this.#byThread.set(thread_id, levels.set(user_ref, level));
    }
  }

  /** @param query - a query of the subscriptions to the threads */
  static async read(query: Knex.QueryBuilder): Promise<SubscriptionLevels> {
    return new SubscriptionLevels(
      await query.select('user_ref', 'thread_id', 'level'),
    );
  }

  getLevels(thread_id: string): ReadonlyMap<string, SubscriptionLevel> {
    return this.#byThread.get(thread_id) ?? new Map();
  }

  getThreadFollowers(thread_id: string): string[] {
    return [...this.getLevels(thread_id)].flatMap(([user_ref, level]) =>
      level === 'all' ? [user_ref] : [],
    );
  }

  listFollowers(): string[] {
    return [...this.#byThread.keys()].flatMap(id =>
      this.getThreadFollowers(id),
    );
  }

  /**
   * Whether a user has not muted an event that is addressed to them. For events without a mention,
   * `whereNotMuted` is the same rule in SQL.
   */
  acceptsEvent(
    user_ref: string,
    thread: { project_id: string | null; work_item_id: string | null },
    is_mention: boolean,
  ): boolean {
    const getLevel = (thread_id: string | null) =>
      thread_id ? this.getLevels(thread_id).get(user_ref) : undefined;
    const level = getLevel(thread.work_item_id);
    if (level === undefined) {
      return getLevel(thread.project_id) !== 'none';
    }
    return level === 'all' || (level === 'mentions' && is_mention);
  }
}

/**
 * Returns the followers of a work item: its assignees, its author, and the subscribers of the item
 * or of its project. Excludes users who have set another level for the item, and users without a
 * level for the item who have muted the project.
 */
export async function readFollowers(
  knex: Knex,
  { project_id, work_item_id }: Required<SubscriptionThread>,
): Promise<string[]> {
  const threads = [project_id, work_item_id];
  const levels = await SubscriptionLevels.read(
    knex('subscriptions').whereIn('thread_id', threads),
  );
  const defaultFollowers = await readDefaultFollowers(knex, [work_item_id]);
  const people = new Set([
    ...defaultFollowers.map(({ user_ref }) => user_ref),
    ...threads.flatMap(thread => levels.getThreadFollowers(thread)),
  ]);
  return [...people].filter(ref =>
    levels.acceptsEvent(ref, { project_id, work_item_id }, false),
  );
}

/** Returns the default followers of work items: their assignees and authors. */
export async function readDefaultFollowers(
  knex: Knex,
  work_item_ids: readonly string[],
): Promise<Array<{ work_item_id: string; user_ref: string }>> {
  const buildIdCondition = (column: string) =>
    inListSql(knex, column, work_item_ids);
  return knex('work_items')
    .select({ work_item_id: 'id', user_ref: 'created_by' })
    .whereRaw(...buildIdCondition('id'))
    .union(
      knex('work_item_assignees')
        .select('work_item_id', 'user_ref')
        .whereRaw(...buildIdCondition('work_item_id')),
    );
}

/** The columns in which a query has the user, the work item and its project. */
interface MuteColumns {
  user: string;
  work_item: string;
  project: string;
}

/**
 * Restricts a query to users who accept a work item's events without a mention. The level of the
 * item takes precedence over the level of its project. `acceptsEvent` is the same rule for one
 * user.
 */
export function whereNotMuted(
  knex: Knex,
  query: Knex.QueryBuilder,
  { user, work_item, project }: MuteColumns,
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
      .orWhere(unset =>
        unset
          .whereNotExists(selectThreadSetting(work_item))
          .whereNotExists(
            selectThreadSetting(project).where('subscriptions.level', 'none'),
          ),
      ),
  );
}

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
