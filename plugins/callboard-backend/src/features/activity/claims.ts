import { Knex } from 'knex';
import { Insertion } from '../../database/bulk';

/** The period in which a repeated event is recognised. */
export const CLIENT_EVENT_DAYS = 30;

const DAY_MS = 86_400_000;

/** An event with an id of its client's, and the id it gets in the log. */
export interface Claim {
  user_id: string;
  client_event_id: string;
  activity_id: string;
}

/** Claims before this instant have expired and can be claimed again. */
export function claimExpiry(now: number): Date {
  return new Date(now - CLIENT_EVENT_DAYS * DAY_MS);
}

/** The unique key of a person's event. */
export function claimKey({
  user_id,
  client_event_id,
}: Omit<Claim, 'activity_id'>): string {
  return `${client_event_id} ${user_id}`;
}

/** Builds the insert of claims. */
export function claimInsertion(
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
 * The end of the insert statement: the first claim wins until it expires. Returns the
 * effective claims. Waits for concurrent claims of the same event. Rewrites an unchanged claim
 * as well, because only then the statement sees rows committed since it began.
 */
export function claimEnding(now: number): {
  sql: string;
  bindings: Knex.RawBinding[];
} {
  const assignUnlessClaimed = (column: string) =>
    `${column} = CASE WHEN activity_client_events.created_at < ?
       THEN excluded.${column} ELSE activity_client_events.${column} END`;
  const expiry = claimExpiry(now);
  return {
    sql: `ON CONFLICT (user_id, client_event_id)
      DO UPDATE SET ${assignUnlessClaimed(
        'activity_id',
      )}, ${assignUnlessClaimed('created_at')}
      RETURNING user_id, client_event_id, activity_id`,
    bindings: [expiry, expiry],
  };
}
