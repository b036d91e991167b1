import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Insertion } from '../../database/bulk';

/** The period in which a repeated event is recognised. */
export const CLIENT_EVENT_DAYS = 30;

const DAY_MS = 86_400_000;

/** The id that a client gave to an event, and the id of the event in the log. */
export interface Claim {
  user_id: string;
  client_event_id: string;
  activity_id: string;
}

/** Returns the instant before which claims have expired and their events can be claimed again. */
export function getClaimExpiry(now: number): Date {
  return new Date(now - CLIENT_EVENT_DAYS * DAY_MS);
}

/** Returns the unique key of a person's event. */
export function getClaimKey({
  user_id,
  client_event_id,
}: Omit<Claim, 'activity_id'>): string {
  return `${client_event_id} ${user_id}`;
}

/** Builds the insert of claims. */
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
 * returns the effective claims, and waits for concurrent claims of the same event. It rewrites
 * unchanged claims, too: only then does it return claims that were committed after it began.
 */
export function buildClaimConflictClause(now: number): {
  sql: string;
  bindings: Knex.RawBinding[];
} {
  const assignUnlessClaimed = (column: string) =>
    `${column} = CASE WHEN activity_client_events.created_at < ?
       THEN excluded.${column} ELSE activity_client_events.${column} END`;
  const expiry = getClaimExpiry(now);
  return {
    sql: `ON CONFLICT (user_id, client_event_id)
      DO UPDATE SET ${assignUnlessClaimed(
        'activity_id',
      )}, ${assignUnlessClaimed('created_at')}
      RETURNING user_id, client_event_id, activity_id`,
    bindings: [expiry, expiry],
  };
}

/** The number of claims deleted per step: SQLite blocks the thread for hundredths of a second. */
const CLAIMS_PER_STEP = 1_000;

/** Deletes expired claims, in short steps that let other work run. */
export async function pruneClaims(knex: Knex, now: number): Promise<void> {
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
    await setImmediate();
  } while (deletedCount === CLAIMS_PER_STEP);
}
