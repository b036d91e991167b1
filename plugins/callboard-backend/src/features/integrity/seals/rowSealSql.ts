import { Knex } from 'knex';
import { hasSharedArrivals } from '../../../database/arrivals';

/**
 * SQL for the number of the seal of a row of `activity`: the first seal over rows that ends with this
 * row or after it. Null when the row is not sealed yet.
 */
export function rowSealSql(knex: Knex): string {
  const reaches = hasSharedArrivals(knex)
    ? '(seals.end_arrival, seals.end_id) >= (activity.arrival, activity.id)'
    : 'seals.end_arrival >= activity.arrival';
  return `(
    SELECT seals.number FROM activity_seals AS seals
    WHERE seals.kind = 'rows' AND ${reaches}
    ORDER BY seals.end_arrival, seals.end_id LIMIT 1)`;
}
