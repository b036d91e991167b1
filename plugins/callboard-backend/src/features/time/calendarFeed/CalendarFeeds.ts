import { NotFoundError } from '@backstage/errors';
import { CalendarFeed } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { createHash, randomBytes } from 'crypto';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { createId } from '../../../database/ids';
import { lockName } from '../../../database/locks';
import { CalendarFeedStore } from './CalendarFeedStore';

/** Creates and deletes the secret addresses of people's calendar feeds. */
export class CalendarFeeds {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      workspaces: WorkspaceDirectory;
      store: CalendarFeedStore;
      /** The external base URL of the API, without a trailing slash. */
      apiUrl: string;
    },
  ) {}

  /** Returns when the person's feed was created; null without a feed. */
  async findCreationTime(user_ref: string): Promise<string | null> {
    const { knex, store } = this.deps;
    return (await store.find(knex, user_ref))?.created_at ?? null;
  }

  /**
   * Creates a feed for the actor and deletes their previous one.
   *
   * @returns the address, which cannot be read again later
   */
  async create(actor: Actor): Promise<string> {
    const { changes, store, apiUrl } = this.deps;
    const { user_ref } = actor;
    const token = generateFeedToken();
    const workspace_id = await this.requireDefaultWorkspaceId();
    await changes.run(actor, async change => {
      await this.deleteFeed(change, workspace_id);
      const feed: CalendarFeed = {
        id: createId(change.now),
        user_ref,
        created_at: new Date(change.now).toISOString(),
      };
      recordFeedChange(change, workspace_id, { before: null, after: feed });
      await store.insert(change.tx, feed, hashToken(token));
    });
    return `${apiUrl}/calendar/${token}.ics`;
  }

  /** Deletes the actor's feed, if any. */
  async delete(actor: Actor): Promise<void> {
    const workspace_id = await this.requireDefaultWorkspaceId();
    await this.deps.changes.run(actor, change =>
      this.deleteFeed(change, workspace_id),
    );
  }

  /**
   * Returns the person whose feed a token reads.
   *
   * @throws NotFoundError for an unknown or deleted token
   */
  async readUserRef(token: string): Promise<string> {
    const { knex, store } = this.deps;
    const feed = await store.findByToken(knex, hashToken(token));
    if (!feed) {
      throw createCalendarNotFoundError();
    }
    return feed.user_ref;
  }

  private async deleteFeed(
    change: Change,
    workspace_id: string,
  ): Promise<void> {
    const { store } = this.deps;
    const { tx, actor } = change;
    await lockName(tx, `calendar feed ${actor.user_ref}`);
    const before = await store.find(tx, actor.user_ref);
    if (before) {
      recordFeedChange(change, workspace_id, { before, after: null });
      await store.delete(tx, actor.user_ref);
    }
  }

  /** Feeds belong to no workspace, so their activity entries go to the default one. */
  private async requireDefaultWorkspaceId(): Promise<string> {
    const workspace = await this.deps.workspaces.findDefault();
    if (!workspace) {
      throw new NotFoundError('There is no default workspace');
    }
    return workspace.id;
  }
}

/** Creates the error for invalid addresses. It is the same for all, so that it reveals nothing. */
export function createCalendarNotFoundError(): NotFoundError {
  return new NotFoundError(
    'This calendar feed does not exist. The URL may have been revoked or replaced',
  );
}

/** Generates a secret of 256 random bits, encoded as base64url. */
function generateFeedToken(): string {
  return randomBytes(32).toString('base64url');
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
