import { Knex } from 'knex';
import { Insertion } from '../../database/bulk';

/** For how long an event that is sent again is recognised. */
export const CLIENT_EVENT_DAYS = 30;

const DAY_MS = 86_400_000;

/** An event with an id of its client's, and the id it gets in the log. */
export interface Claim {
  user_id: string;
  client_event_id: string;
  activity_id: string;
}

/** What was claimed before is forgotten, and may be claimed anew. */
export function claimExpiry(now: number): Date {
  return new Date(now - CLIENT_EVENT_DAYS * DAY_MS);
}

/** Tells one person's event from all others. */
export function claimKey({
  user_id,
  client_event_id,
}: Omit<Claim, 'activity_id'>): string {
  return `${client_event_id} ${user_id}`;
}

/** Claims as they are inserted. */
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
 * What follows their insertion: whoever came first keeps the claim, until it
 * expires. Answers the claims that count. It waits for others that claim the
 * same; a claim that stays as it is is written nevertheless, as only so the
 * statement sees what was committed since it began.
 */
export function claimEnding(now: number): {
  sql: string;
  bindings: Knex.RawBinding[];
} {
  const findClaimed = (column: string) =>
    `${column} = CASE WHEN activity_client_events.created_at < ?
       THEN excluded.${column} ELSE activity_client_events.${column} END`;
  const expiry = claimExpiry(now);
  return {
    sql: `ON CONFLICT (user_id, client_event_id)
      DO UPDATE SET ${findClaimed('activity_id')}, ${findClaimed('created_at')}
      RETURNING user_id, client_event_id, activity_id`,
    bindings: [expiry, expiry],
  };
}
