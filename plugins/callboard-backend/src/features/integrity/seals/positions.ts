import { Knex } from 'knex';
import {
  Arrival,
  getArrivalBinding,
  FIRST_ARRIVAL,
  hasSharedArrivals,
} from '../../../database/arrivals';
import { LOWEST_ID } from '../../../database/ids';

/** The position of a row in the order of arrival. */
export interface Position {
  arrival: Arrival;
  id: string;
}

/** The position before every row. */
export const BEFORE_ALL: Position = { arrival: FIRST_ARRIVAL, id: LOWEST_ID };

/**
 * Filters the log to rows that arrived after one row, up to and including another. Rows that
 * arrived together are ordered by id.
 */
export function whereArrived(
  query: Knex.QueryBuilder,
  { after, upTo }: { after: Position; upTo?: Position },
): Knex.QueryBuilder {
  const isShared = hasSharedArrivals(query);
  const arrivalBinding = getArrivalBinding(query as never);
  const columns = isShared ? '(arrival, id)' : 'arrival';
  const values = isShared ? `(${arrivalBinding}, ?::uuid)` : arrivalBinding;
  const toBindings = ({ arrival, id }: Position) =>
    isShared ? [arrival, id] : [arrival];
  // `BEFORE_ALL` adds no condition, so that rows with forged arrival numbers are included.
  if (after.id !== BEFORE_ALL.id) {
    query.whereRaw(`${columns} > ${values}`, toBindings(after));
  }
  if (upTo) {
    query.whereRaw(`${columns} <= ${values}`, toBindings(upTo));
  }
  return query;
}

/**
 * SQL for the number of the seal of a row of `activity`: the first seal of the kind `rows` whose
 * last row is this row or a later row. Null when the row is not sealed yet.
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
