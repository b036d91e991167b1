import { Knex } from 'knex';
import {
  Arrival,
  arrivalBinding,
  FIRST_ARRIVAL,
} from '../../../changes/log/arrivals';
import { isPostgres } from '../../../database/dialect';
import { NO_ID } from '../../../database/ids';

/** A place in the order in which rows of the log arrived: that of a row. */
export interface Position {
  arrival: Arrival;
  id: string;
}

/** Before every row. */
export const BEFORE_ALL: Position = { arrival: FIRST_ARRIVAL, id: NO_ID };

/**
 * Narrows a query of the log to what arrived after one row, up to and including
 * another. Rows of one transaction of PostgreSQL arrive together, by their ids.
 */
export function whereArrived(
  query: Knex.QueryBuilder,
  { after, upTo }: { after: Position; upTo?: Position },
): Knex.QueryBuilder {
  const arrival = arrivalBinding(query as never);
  const [place, bindings] = isPostgres(query)
    ? [
        { columns: '(arrival, id)', value: `(${arrival}, ?::uuid)` },
        (at: Position) => [at.arrival, at.id],
      ]
    : [{ columns: 'arrival', value: arrival }, (at: Position) => [at.arrival]];
  // Nothing is before all rows, whatever number somebody has given one.
  if (after.id !== BEFORE_ALL.id) {
    query.whereRaw(`${place.columns} > ${place.value}`, bindings(after));
  }
  if (upTo) {
    query.whereRaw(`${place.columns} <= ${place.value}`, bindings(upTo));
  }
  return query;
}
