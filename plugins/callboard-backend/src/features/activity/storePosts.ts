import { NewActivity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { compact, differenceBy, map, sortBy, uniqBy } from 'lodash';
import { yieldToEventLoop } from '../../kernel/yielding';
import { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { ActivityRow, ActivityLog } from '../../changes/ActivityLog';
import {
  canWriteInCtes,
  insertReturning,
  buildInsert,
  Insertion,
} from '../../database/bulk';
import { withConnection } from '../../database/statements';
import { createId } from '../../database/ids';

/** The period in which a repeated event is recognised. */
const CLIENT_EVENT_DAYS = 30;

const DAY_MS = 86_400_000;

/** The id that a client gave to an event, and the id of the event in the log. */
interface Claim {
  user_id: string;
  client_event_id: string;
  activity_id: string;
}

/** Claims made before the returned instant have expired: their events can be claimed again. */
function getClaimExpiry(now: number): Date {
  return new Date(now - CLIENT_EVENT_DAYS * DAY_MS);
}

const getClaimKey = ({ user_id, client_event_id }: Claim) =>
  `${client_event_id} ${user_id}`;

export function buildClaimInsertion(
  claims: readonly Claim[],
  now: number,
): Insertion {
  const created_at = new Date(now);
  return {
    table: 'activity_client_events',
    rows: claims.map(claim => ({ ...claim, created_at })),
  };
}

/**
 * Builds the conflict clause of the insert: the first claim wins until it expires. The statement
 * returns the effective claims, and waits for concurrent claims of the same event. It also rewrites
 * unchanged claims. Otherwise it would not return claims that were committed after it began.
 */
function buildClaimConflictClause(now: number) {
  const assignUnlessClaimed = (column: string) =>
    `${column} = CASE WHEN activity_client_events.created_at < ?
       THEN excluded.${column} ELSE activity_client_events.${column} END`;
  const expiry = getClaimExpiry(now);
  return {
    sql: `ON CONFLICT (user_id, client_event_id)
      DO UPDATE SET ${['activity_id', 'created_at'].map(assignUnlessClaimed)}
      RETURNING user_id, client_event_id, activity_id`,
    bindings: [expiry, expiry],
  };
}

/**
 * The number of claims deleted per step: low enough that SQLite blocks the thread only for tens of
 * milliseconds.
 */
const CLAIMS_PER_STEP = 1_000;

/** Deletes expired claims, in short steps that let other work run. */
export async function deleteExpiredClaims(
  knex: Knex,
  now: number,
): Promise<void> {
  const expired = knex('activity_client_events')
    .select('user_id', 'client_event_id')
    .where('created_at', '<', getClaimExpiry(now))
    .orderBy('created_at')
    .limit(CLAIMS_PER_STEP);
  let deletedCount: number;
  do {
    deletedCount = await knex('activity_client_events')
      .whereIn(['user_id', 'client_event_id'], expired.clone())
      .delete();
    await yieldToEventLoop();
  } while (deletedCount === CLAIMS_PER_STEP);
}

interface Addition {
  now: number;
  rows: ActivityRow[];
  /** The claims of rows. A row is skipped if an earlier row has claimed the same event. */
  claims: Claim[];
}

/**
 * Adds rows to the log in one transaction, except rows whose event is already claimed under another
 * id. On PostgreSQL this takes one round trip.
 *
 * @param timeoutMs - the limit for PostgreSQL, without the wait for a connection
 * @param prepare - returns the rows to add, possibly none; called as soon as a connection is
 * available
 * @returns the effective claims, including earlier ones
 * @throws KnexTimeoutError on timeout; the rows may still be added later
 */
async function insertClaimed(
  knex: Knex,
  log: ActivityLog,
  timeoutMs: number,
  prepare: () => Addition,
): Promise<Claim[]> {
  return canWriteInCtes(knex)
    ? withConnection(knex, timeoutMs, async run => {
        const addition = prepare();
        if (addition.rows.length === 0) {
          return [];
        }
        const { sql, bindings } = buildClaimingInsert(knex, log, addition);
        return run(sql, bindings);
      })
    : knex.transaction(tx => insertSequentially(tx, log, prepare()));
}

function buildClaimingInsert(
  knex: Knex,
  log: ActivityLog,
  { now, rows, claims }: Addition,
): { sql: string; bindings: Knex.RawBinding[] } {
  const add = buildInsert(knex, log.toInsertion(rows));
  if (claims.length === 0) {
    return { sql: add.sql, bindings: [add.binding] };
  }
  const claim = buildInsert(knex, buildClaimInsertion(claims, now));
  const conflictClause = buildClaimConflictClause(now);
  return {
    // Adds rows without a claim, and rows with an effective claim.
    sql: `
      WITH claimed AS (${claim.sql} ${conflictClause.sql}),
      added AS (
        ${add.sql}
        WHERE id <> ALL(?::uuid[]) OR id IN (SELECT activity_id FROM claimed)
      )
      SELECT user_id, client_event_id, activity_id FROM claimed`,
    bindings: [
      claim.binding,
      ...conflictClause.bindings,
      add.binding,
      claims.map(({ activity_id }) => activity_id),
    ],
  };
}

async function insertSequentially(
  tx: Knex,
  log: ActivityLog,
  { now, rows, claims }: Addition,
): Promise<Claim[]> {
  const { sql, bindings } = buildClaimConflictClause(now);
  const insertion = buildClaimInsertion(claims, now);
  const effectiveClaims = await insertReturning<Claim>(
    tx,
    insertion,
    sql,
    bindings,
  );
  const repeated = differenceBy(claims, effectiveClaims, 'activity_id');
  const repeatedIds = new Set(map(repeated, 'activity_id'));
  await log.append(
    tx,
    rows.filter(({ id }) => !repeatedIds.has(id)),
  );
  return effectiveClaims;
}

export interface Post {
  actor: Actor;
  workspace_id: string;
  events: NewActivity[];
}

export interface StoredPost {
  /** The id of each event, in order. A repeated event has the id of its first occurrence. */
  ids: string[];
  /** The number of new events. */
  added: number;
}

interface PostedRow {
  row: ActivityRow;
  claim?: Claim;
}

/**
 * Stores posts in one transaction. Stores repeated events once.
 *
 * @param timeoutMs - the limit for PostgreSQL, without the wait for a connection
 * @param takePosts - returns the posts to store; called as soon as a connection is available
 */
export async function storePosts(
  { knex, clock, log }: { knex: Knex; clock: Clock; log: ActivityLog },
  timeoutMs: number,
  takePosts: () => readonly Post[],
): Promise<StoredPost[]> {
  let posted: PostedRow[][] = [];
  const effectiveClaims = await insertClaimed(knex, log, timeoutMs, () => {
    // Reads the clock once a connection is available. Otherwise, rows that waited for a connection
    // could get lower ids than rows that readers have already read.
    const now = clock.now();
    posted = takePosts().map(post => toRows(post, now));
    return { now, ...deduplicatePosts(posted.flat()) };
  });
  const activityIds = new Map(
    effectiveClaims.map(claim => [getClaimKey(claim), claim.activity_id]),
  );
  return posted.map(rows => {
    const ids = rows.map(({ row, claim }) =>
      claim ? activityIds.get(getClaimKey(claim))! : row.id,
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

function deduplicatePosts(posted: readonly PostedRow[]): Omit<Addition, 'now'> {
  const rows = uniqBy(posted, ({ row, claim }) =>
    claim ? getClaimKey(claim) : row.id,
  );
  return {
    rows: map(rows, 'row'),
    // A fixed order prevents deadlocks between commits with the same claims.
    claims: sortBy(compact(map(rows, 'claim')), getClaimKey),
  };
}

export function toActivityRow(
  { actor, workspace_id }: { actor: Actor; workspace_id: string },
  event: NewActivity,
  now: number,
): ActivityRow {
  const at = actor.at ?? now;
  return {
    id: createId(at),
    workspace_id,
    project_id: null,
    visibility: 'admins',
    people: [],
    user_id: actor.user_ref,
    user_name: actor.display_name,
    user_email: actor.email,
    action: event.action,
    entity_type: event.entity_type ?? null,
    entity_id: event.entity_id ?? null,
    entity_label: event.entity_label ?? null,
    metadata: event.metadata ?? null,
    changes: [],
    created_at: at,
    batch_id: null,
    is_detail: false,
    is_dated: actor.at !== undefined,
    source: 'frontend',
    ip: actor.ip,
    request_id: actor.request_id,
  };
}
