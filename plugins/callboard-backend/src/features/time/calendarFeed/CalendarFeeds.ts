import { NotFoundError } from '@backstage/errors';
import { CalendarFeed } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../../access/actor';
import { Change, Changes } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { newId } from '../../../database/ids';
import { lockName } from '../../../database/lockName';
import { CalendarFeedStore } from './CalendarFeedStore';
import { digestOfToken, newFeedToken } from './feedToken';

/** Gives people's time an address that calendars can read, and takes it back. */
export class CalendarFeeds {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      workspaces: WorkspaceDirectory;
      store: CalendarFeedStore;
      /** Where the API is from outside, without a slash at the end. */
      apiUrl: string;
    },
  ) {}

  /** Since when somebody's time has an address; null where it has none. */
  async createdAt(user_ref: string): Promise<string | null> {
    const { knex, store } = this.deps;
    return (await store.find(knex, user_ref))?.created_at ?? null;
  }

  /**
   * Gives the actor's time an address, and ends the one it had.
   *
   * @returns the address, which is told this once
   */
  async create(actor: Actor): Promise<string> {
    const { changes, store, apiUrl } = this.deps;
    const { user_ref } = actor;
    const token = newFeedToken();
    const workspace_id = await this.workspaceId();
    await changes.run(actor, async change => {
      await this.endIn(change, workspace_id);
      const feed: CalendarFeed = {
        id: newId(change.now),
        user_ref,
        created_at: new Date(change.now).toISOString(),
      };
      record(change, workspace_id, { before: null, after: feed });
      await store.insert(change.tx, feed, digestOfToken(token));
    });
    return `${apiUrl}/calendar/${token}.ics`;
  }

  /** Ends the address of the actor's time, if it has one. */
  async end(actor: Actor): Promise<void> {
    const workspace_id = await this.workspaceId();
    await this.deps.changes.run(actor, change =>
      this.endIn(change, workspace_id),
    );
  }

  /**
   * Whose time is read with a token.
   *
   * @throws NotFoundError for one that nobody has, or has any more
   */
  async personOf(token: string): Promise<string> {
    const { knex, store } = this.deps;
    const feed = await store.findByToken(knex, digestOfToken(token));
    if (!feed) {
      throw noCalendar();
    }
    return feed.user_ref;
  }

  private async endIn(change: Change, workspace_id: string): Promise<void> {
    const { store } = this.deps;
    const { tx, actor } = change;
    await lockName(tx, `calendar feed ${actor.user_ref}`);
    const before = await store.find(tx, actor.user_ref);
    if (before) {
      record(change, workspace_id, { before, after: null });
      await store.delete(tx, actor.user_ref);
    }
  }

  /** What is in no workspace is told in the default one. */
  private async workspaceId(): Promise<string> {
    const workspace = await this.deps.workspaces.findDefault();
    if (!workspace) {
      throw new NotFoundError('There is no default workspace');
    }
    return workspace.id;
  }
}

/** The same for everything that is wrong with an address. */
export function noCalendar(): NotFoundError {
  return new NotFoundError('There is no calendar at this address');
}

function record(
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
