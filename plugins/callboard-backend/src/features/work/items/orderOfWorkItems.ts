import { WorkItemOrder } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { epochMsSql } from '../../../database/dialect';

/** What a list of items goes by: a key of each row, then its id. */
export interface OrderKey {
  sql: string;
  direction: 'asc' | 'desc';
  /** An instant goes into a cursor as milliseconds, and comes out of it. */
  isInstant: boolean;
}

type Field = Exclude<WorkItemOrder, `-${string}`>;

const plain: Partial<Record<Field, string>> = {
  priority: 'work_items.priority',
  // Short enough for a cursor.
  title: 'substr(work_items.search_text, 1, 200)',
  number: 'work_items.number',
  state: 'work_states.sequence',
  sort_order: 'work_items.sort_order',
};

/** What an empty value counts as, so that it comes last: upwards, downwards. */
const emptyAs: Partial<Record<Field, [string, string]>> = {
  start_date: ["'9999-12-31'", "''"],
  target_date: ["'9999-12-31'", "''"],
  estimate_points: ['1e300', '-1'],
  estimate_time: ['2147483647', '-1'],
};

/** What a list is ordered by; items without a value come last either way. */
export function orderOfWorkItems(knex: Knex, order: WorkItemOrder): OrderKey {
  const isReverse = order.startsWith('-');
  const field = order.slice(isReverse ? 1 : 0) as Field;
  const direction = isReverse ? 'desc' : 'asc';
  const column = `work_items.${field}`;
  const empty = emptyAs[field];
  if (field === 'completed_at') {
    const ms = epochMsSql(knex, column);
    const never = isReverse ? '-1' : '253402300800000';
    return { sql: `coalesce(${ms}, ${never})`, direction, isInstant: false };
  }
  if (empty) {
    const sql = `coalesce(${column}, ${empty[isReverse ? 1 : 0]})`;
    return { sql, direction, isInstant: false };
  }
  const sql = plain[field];
  return { sql: sql ?? column, direction, isInstant: sql === undefined };
}
