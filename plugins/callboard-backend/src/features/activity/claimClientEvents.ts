import { Knex } from 'knex';
import { insertReturning } from '../../database/bulk';

/** For how long an event that is sent again is recognised. */
export const CLIENT_EVENT_DAYS = 30;

const DAY_MS = 86_400_000;

/** An event with an id of its client's, and the id it would get in the log. */
export interface ClientEvent {
  user_id: string;
  client_event_id: string;
  activity_id: string;
}

/** Claims of before are forgotten, and their ids new again. */
export function clientEventExpiry(now: number): Date {
  return new Date(now - CLIENT_EVENT_DAYS * DAY_MS);
}

/**
 * Claims ids in the log for events that carry an id of their own; the first of
 * several with the same counts. Waits for others who are claiming the same.
 *
 * @returns tells the id in the log of each: the one wanted, or the one that was
 * claimed before
 */
export async function claimClientEvents(
  tx: Knex,
  events: readonly ClientEvent[],
  now: number,
): Promise<(user_id: string, client_event_id: string) => string> {
  const claims = new Map<string, ClientEvent>();
  for (const event of events) {
    const key = keyOf(event.user_id, event.client_event_id);
    if (!claims.has(key)) {
      claims.set(key, event);
    }
  }
  // In one order everywhere: two commits with the same ids must not wait for
  // each other.
  const inOrder = [...claims.keys()].sort().map(key => claims.get(key)!);
  const expiry = clientEventExpiry(now);
  const held = await insertReturning<ClientEvent>(
    tx,
    {
      table: 'activity_client_events',
      rows: inOrder.map(claim => ({ ...claim, created_at: new Date(now) })),
    },
    // Written even where it stays as it is: only so the statement sees, and
    // returns, what others have committed since it began.
    `ON CONFLICT (user_id, client_event_id) DO UPDATE SET
       activity_id = CASE WHEN activity_client_events.created_at < ?
         THEN excluded.activity_id ELSE activity_client_events.activity_id END,
       created_at = CASE WHEN activity_client_events.created_at < ?
         THEN excluded.created_at ELSE activity_client_events.created_at END
     RETURNING user_id, client_event_id, activity_id`,
    [expiry, expiry],
  );
  const ids = new Map(
    held.map(claim => [
      keyOf(claim.user_id, claim.client_event_id),
      claim.activity_id,
    ]),
  );
  return (user_id, client_event_id) =>
    ids.get(keyOf(user_id, client_event_id))!;
}

function keyOf(user_id: string, client_event_id: string): string {
  return `${client_event_id} ${user_id}`;
}
