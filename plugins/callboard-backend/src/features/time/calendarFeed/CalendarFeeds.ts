import { NotFoundError } from '@backstage/errors';
import { CalendarFeed } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { createHash, randomBytes } from 'crypto';
import { Actor } from '../../../kernel/actor';
import { Change } from '../../../changes/Changes';
import { Core } from '../../../core/Core';
import { readInstant } from '../../../database/dialect';
import { createId } from '../../../database/ids';
import { lockName } from '../../../database/locks';

/** Creates and deletes people's calendar feeds, each with a secret URL. */
export class CalendarFeeds {
  constructor(
    private readonly core: Pick<Core, 'knex' | 'changes' | 'workspaces'>,
    /** The external base URL of the API, without a trailing slash. */
    private readonly apiUrl: string,
  ) {}

  /** Returns when the person's feed was created; null without a feed. */
  async findCreationTime(user_ref: string): Promise<string | null> {
    const feed = await findFeed(this.core.knex, { user_ref });
    return feed?.created_at ?? null;
  }

  /**
   * Creates a feed for the actor and deletes their previous one.
   *
   * @returns the feed's URL. Only a digest of its token is stored, so it cannot be read again
   */
  async create(actor: Actor): Promise<string> {
    const { user_ref } = actor;
    const token = randomBytes(32).toString('base64url');
    const workspace_id = await this.requireDefaultWorkspaceId();
    await this.core.changes.run(actor, async change => {
      await this.deleteFeed(change, workspace_id);
      const feed: CalendarFeed = {
        id: createId(change.now),
        user_ref,
        created_at: new Date(change.now).toISOString(),
      };
      recordFeedChange(change, workspace_id, { before: null, after: feed });
      await change.tx('calendar_feeds').insert({
        ...feed,
        token_hash: hashToken(token),
        created_at: new Date(change.now),
      });
    });
    return `${this.apiUrl}/calendar/${token}.ics`;
  }

  /** Deletes the actor's feed, if any. */
  async delete(actor: Actor): Promise<void> {
    const workspace_id = await this.requireDefaultWorkspaceId();
    await this.core.changes.run(actor, change =>
      this.deleteFeed(change, workspace_id),
    );
  }

  /** @throws NotFoundError for an unknown or deleted token */
  async requireUserRef(token: string): Promise<string> {
    const token_hash = hashToken(token);
    const feed = await findFeed(this.core.knex, { token_hash });
    if (!feed) {
      throw createCalendarNotFoundError();
    }
    return feed.user_ref;
  }

  private async deleteFeed(
    change: Change,
    workspace_id: string,
  ): Promise<void> {
    const { tx, actor } = change;
    const { user_ref } = actor;
    await lockName(tx, `calendar feed ${user_ref}`);
    const before = await findFeed(tx, { user_ref });
    if (before) {
      recordFeedChange(change, workspace_id, { before, after: null });
      await tx('calendar_feeds').where({ user_ref }).delete();
    }
  }

  /** Feeds belong to no workspace, so their activity entries go to the default one. */
  private async requireDefaultWorkspaceId(): Promise<string> {
    const workspace = await this.core.workspaces.findDefault();
    if (!workspace) {
      throw new NotFoundError('The default workspace does not exist');
    }
    return workspace.id;
  }
}

/** Finds a feed by its owner or by the digest of its token. A person owns at most one feed. */
async function findFeed(
  knex: Knex,
  filter: { user_ref: string } | { token_hash: string },
): Promise<CalendarFeed | undefined> {
  const row = await knex('calendar_feeds').where(filter).first();
  return (
    row && {
      id: row.id,
      user_ref: row.user_ref,
      created_at: readInstant(row.created_at),
    }
  );
}

/**
 * Creates the error for feed URLs that give no access. Unknown and revoked URLs, and URLs of people
 * who have left, get the same error, so that clients cannot distinguish them.
 */
export function createCalendarNotFoundError(): NotFoundError {
  return new NotFoundError(
    'This calendar feed does not exist. The URL may have been revoked or replaced',
  );
}

/**
 * Computes the digest of a token. Only digests are stored, so that read access to the table gives
 * no access to calendars.
 */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function recordFeedChange(
  change: Change,
  workspace_id: string,
  states: { before: CalendarFeed | null; after: CalendarFeed | null },
): void {
  const feed = (states.after ?? states.before)!;
  change.record({
    workspace_id,
    visibility: 'people',
    people: [feed.user_ref],
    entity_type: 'calendar_feed',
    entity_id: feed.id,
    entity_label: change.actor.display_name,
    before: states.before,
    after: states.after,
  });
}
