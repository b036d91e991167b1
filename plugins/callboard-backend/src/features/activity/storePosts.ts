import { NewActivity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../access/actor';
import { ActivityLog } from './ActivityLog';
import { claimClientEvents } from './claimClientEvents';
import { toActivityRow } from './toActivityRow';

/** What somebody posted in one request. */
export interface Post {
  actor: Actor;
  workspace_id: string;
  events: NewActivity[];
}

/** How a post was stored. */
export interface StoredPost {
  /**
   * Of each event, in order; of one that was sent before, the id it got then.
   */
  ids: string[];
  /** How many of its events are new. */
  added: number;
}

/**
 * Stores posts, in the caller's transaction; an event that comes in several of
 * them, or came before, is stored once.
 *
 * @param now - when they came, where their actor says nothing else
 */
export async function storePosts(
  tx: Knex,
  log: ActivityLog,
  posts: readonly Post[],
  now: number,
): Promise<StoredPost[]> {
  const events = posts.flatMap((post, at) =>
    post.events.map(({ client_event_id, ...event }) => ({
      at,
      client_event_id,
      row: toActivityRow(post, event, now),
    })),
  );
  const idOf = await claimClientEvents(
    tx,
    events.flatMap(({ client_event_id, row }) =>
      client_event_id
        ? [{ client_event_id, user_id: row.user_id, activity_id: row.id }]
        : [],
    ),
    now,
  );
  const stored = posts.map((): StoredPost => ({ ids: [], added: 0 }));
  const fresh = events.filter(({ at, client_event_id, row }) => {
    const id = client_event_id ? idOf(row.user_id, client_event_id) : row.id;
    stored[at].ids.push(id);
    stored[at].added += Number(id === row.id);
    return id === row.id;
  });
  await log.append(
    tx,
    fresh.map(({ row }) => row),
  );
  return stored;
}
