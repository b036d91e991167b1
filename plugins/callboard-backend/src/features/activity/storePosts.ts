import { NewActivity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../access/actor';
import { Clock } from '../../clock';
import { ActivityRow } from '../../changes/log/ActivityRow';
import { ActivityLog } from '../../changes/log/ActivityLog';
import { Claim, claimKey } from './claims';
import { Addition, insertClaimed } from './insertClaimed';
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

/** What a posted event becomes. */
interface PostedRow {
  row: ActivityRow;
  claim: Claim | undefined;
}

/**
 * Stores posts, all or none; an event that comes in several of them, or came
 * before, is stored once.
 *
 * @param timeoutMs - how long the database may take, once it is there
 * @param takePosts - says what to store; called once there is a connection
 */
export async function storePosts(
  { knex, clock, log }: { knex: Knex; clock: Clock; log: ActivityLog },
  timeoutMs: number,
  takePosts: () => readonly Post[],
): Promise<StoredPost[]> {
  let posted: PostedRow[][] = [];
  const held = await insertClaimed(knex, log, timeoutMs, () => {
    // The time is not taken before the connection is there: ids that wait for
    // it would come behind rows that have been read already.
    const now = clock.now();
    posted = takePosts().map(post => toRows(post, now));
    return { now, ...onceEach(posted.flat()) };
  });
  const idOf = new Map(held.map(claim => [claimKey(claim), claim.activity_id]));
  return posted.map(rows => {
    const ids = rows.map(({ row, claim }) =>
      claim ? idOf.get(claimKey(claim))! : row.id,
    );
    const added = rows.filter(({ row }, index) => row.id === ids[index]).length;
    return { ids, added };
  });
}

function toRows(post: Post, now: number): PostedRow[] {
  return post.events.map(event => {
    const row = toActivityRow(post, event, now);
    const { client_event_id } = event;
    const { id: activity_id, user_id } = row;
    return {
      row,
      claim: client_event_id
        ? { user_id, client_event_id, activity_id }
        : undefined,
    };
  });
}

/** Leaves out the events that came before in the same posts. */
function onceEach(posted: readonly PostedRow[]): Omit<Addition, 'now'> {
  const claims = new Map<string, Claim>();
  const rows = posted.filter(({ claim }) => {
    const key = claim && claimKey(claim);
    const isFirst = key === undefined || !claims.has(key);
    if (key !== undefined && isFirst) {
      claims.set(key, claim!);
    }
    return isFirst;
  });
  return {
    rows: rows.map(({ row }) => row),
    // In one order everywhere: two commits with the same claims must not wait
    // for each other.
    claims: [...claims.keys()].sort().map(key => claims.get(key)!),
  };
}
