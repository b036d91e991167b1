import { NewActivity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../kernel/actor';
import { Core } from '../../core/Core';
import { getPoolSize } from '../../database/statements';
import { EventRateLimiter } from './EventRateLimiter';
import { GroupCommit, GroupCommitLimits } from './GroupCommit';
import { Post, StoredPost, storePosts } from './storePosts';

/** The share of connections that posts may use. The rest is for other requests. */
const SHARE_OF_CONNECTIONS = 1 / 3;

/** Sizes are numbers of events, which have at most 10 KB each. */
function getCommitLimits(knex: Knex): GroupCommitLimits {
  return {
    maxBatchSize: 500,
    maxConcurrentCommits: Math.max(
      1,
      Math.floor(getPoolSize(knex) * SHARE_OF_CONNECTIONS),
    ),
    maxQueueSize: 10_000,
    maxWaitMs: 10_000,
  };
}

/** Stores events that people's browsers and scripts report. */
export class ActivityPosting {
  readonly #commits: GroupCommit<Post, StoredPost>;

  constructor(
    private readonly deps: Pick<Core, 'knex' | 'clock' | 'log'> & {
      rateLimiter: EventRateLimiter;
      /** Called after each post that added rows. */
      onStored: (workspace_id: string, user_ref: string) => void;
      limits?: GroupCommitLimits;
    },
  ) {
    const { limits = getCommitLimits(deps.knex) } = deps;
    this.#commits = new GroupCommit(
      // A statement may take as long as a post may wait.
      takePosts => storePosts(deps, limits.maxWaitMs, takePosts),
      limits,
    );
  }

  /**
   * Stores events with the actor's identity and the server's time. Events of concurrent posts share
   * a transaction.
   *
   * @returns the id of each event, in order; a repeated event (same `client_event_id`, same person)
   *   has the id of its first occurrence
   * @throws TooManyRequestsError when the person exceeds the rate limit
   * @throws OverloadedError when the load exceeds the capacity
   */
  async post(
    actor: Actor,
    workspace_id: string,
    events: NewActivity[],
  ): Promise<string[]> {
    const { rateLimiter, onStored } = this.deps;
    const refund = await rateLimiter.consume(actor.user_ref, events.length);
    const { ids, added } = await this.#commits
      .add({ actor, workspace_id, events }, events.length)
      .catch(async error => {
        await refund();
        throw error;
      });
    if (added > 0) {
      onStored(workspace_id, actor.user_ref);
    }
    return ids;
  }

  /** Rejects further posts, and waits until accepted ones are stored. */
  async close(): Promise<void> {
    await this.#commits.close();
  }
}
