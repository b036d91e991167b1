import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { claimExpiry } from './claims';

/** SQLite blocks the thread meanwhile: a few hundredths of a second. */
const CLAIMS_AT_ONCE = 1_000;

/** Deletes expired claims, in short steps that let other work run. */
export async function pruneClaims(knex: Knex, now: number): Promise<void> {
  const expired = knex('activity_client_events')
    .select('user_id', 'client_event_id')
    .where('created_at', '<', claimExpiry(now))
    .orderBy('created_at')
    .limit(CLAIMS_AT_ONCE);
  let forgotten: number;
  do {
    forgotten = await knex('activity_client_events')
      .whereIn(['user_id', 'client_event_id'], expired.clone())
      .delete();
    await setImmediate();
  } while (forgotten === CLAIMS_AT_ONCE);
}
