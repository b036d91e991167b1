import { SubscriptionLevel } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** A user's subscription levels that apply to an event. */
interface ThreadLevel {
  /** The level of the work item. */
  item?: SubscriptionLevel;
  /** The level of its project. */
  project?: SubscriptionLevel;
}

/**
 * Whether a user has muted an event that is addressed to them: the rule of `whereNotMuted`
 * for one person.
 */
function isMuted({ item, project }: ThreadLevel, is_mention: boolean): boolean {
  if (item === undefined) {
    return project === 'none';
  }
  return item === 'none' || (item === 'mentions' && !is_mention);
}

/** A user's subscription level of a thread. */
export interface SubscriptionSetting {
  user_ref: string;
  thread_id: string;
  level: SubscriptionLevel;
}

/** The subscription levels of projects and work items. */
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

  /** The levels of a thread, by user. */
  getLevels(thread_id: string): ReadonlyMap<string, SubscriptionLevel> {
    return this.#byThread.get(thread_id) ?? new Map();
  }

  /** The users who follow a thread. */
  getThreadFollowers(thread_id: string): string[] {
    return [...this.getLevels(thread_id)].flatMap(([user_ref, level]) =>
      level === 'all' ? [user_ref] : [],
    );
  }

  /** The users who follow any of the threads. */
  listFollowers(): string[] {
    return [...this.#byThread.keys()].flatMap(id =>
      this.getThreadFollowers(id),
    );
  }

  /** Whether a user accepts an event that is addressed to them. */
  acceptsEvent(
    user_ref: string,
    thread: { project_id: string | null; work_item_id: string | null },
    is_mention: boolean,
  ): boolean {
    const { project_id, work_item_id } = thread;
    const settings = {
      item: work_item_id
        ? this.getLevels(work_item_id).get(user_ref)
        : undefined,
      project: project_id
        ? this.getLevels(project_id).get(user_ref)
        : undefined,
    };
    return !isMuted(settings, is_mention);
  }
}
