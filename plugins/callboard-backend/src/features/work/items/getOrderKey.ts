import {
  readItemReference,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { epochMsSql } from '../../../database/dialect';

/** The sort key of an item list; ties are broken by id. */
export interface OrderKey {
  sql: string;
  direction: 'asc' | 'desc';
  /** The type of the key. A cursor stores an instant as milliseconds. */
  type: 'text' | 'integer' | 'number' | 'instant';
}

type Field = Exclude<WorkItemOrder, `-${string}`>;

/** The type of keys that are neither text nor instants. */
const numeric: Partial<Record<Field, OrderKey['type']>> = {
  priority: 'integer',
  number: 'integer',
  estimate_time: 'integer',
  state: 'number',
  sort_order: 'number',
  estimate_points: 'number',
};

/** The SQL of keys that are never empty, except instants. */
const simpleColumns: Partial<Record<Field, string>> = {
  priority: 'work_items.priority',
  // Short enough for a cursor.
  title: 'substr(work_items.search_text, 1, 200)',
  number: 'work_items.number',
  state: 'work_states.sequence',
  sort_order: 'work_items.sort_order',
};

/**
 * The SQL that replaces empty values so that they sort last, for ascending and descending order.
 */
const emptyValueSql: Partial<Record<Field, [string, string]>> = {
  start_date: ["'9999-12-31'", "''"],
  target_date: ["'9999-12-31'", "''"],
  estimate_points: ['1e300', '-1'],
  estimate_time: ['2147483647', '-1'],
};

/** Greater than any timestamp in milliseconds. */
const RANK_WEIGHT = '1e14';

/**
 * Returns SQL that sorts items by relevance to a search: first the item with the identifier, then
 * items with the same number in other projects, then all others; each by their last change.
 */
function relevanceSql(knex: Knex, search: string | undefined): string {
  const reference = readItemReference(search ?? '');
  const negatedUpdatedAt = `-${epochMsSql(knex, 'work_items.updated_at')}`;
  if (!reference) {
    return negatedUpdatedAt;
  }
  // Safe to inline: both consist of capitals and digits only.
  const { project, number } = reference;
  const isNamed = `work_items.project_id IN (SELECT id FROM projects WHERE identifier = '${project}')`;
  const rank =
    project === undefined ? '0' : `(CASE WHEN ${isNamed} THEN 0 ELSE 1 END)`;
  return `(CASE WHEN work_items.number = ${number} THEN ${rank} ELSE 2 END) * ${RANK_WEIGHT} ${negatedUpdatedAt}`;
}

/**
 * Returns the sort key of an order. Items without a value come last in both directions.
 *
 * @param search - the search text of the list
 */
export function getOrderKey(
  knex: Knex,
  order: WorkItemOrder,
  search?: string,
): OrderKey {
  const isReverse = order.startsWith('-');
  const field = order.slice(isReverse ? 1 : 0) as Field;
  const direction = isReverse ? 'desc' : 'asc';
  const column = `work_items.${field}`;
  const empty = emptyValueSql[field];
  if (field === 'relevance') {
    return { sql: relevanceSql(knex, search), direction, type: 'number' };
  }
  if (field === 'completed_at') {
    const ms = epochMsSql(knex, column);
    const never = isReverse ? '-1' : '253402300800000';
    return { sql: `coalesce(${ms}, ${never})`, direction, type: 'number' };
  }
  if (empty) {
    const sql = `coalesce(${column}, ${empty[isReverse ? 1 : 0]})`;
    return { sql, direction, type: numeric[field] ?? 'text' };
  }
  const sql = simpleColumns[field];
  return sql === undefined
    ? { sql: column, direction, type: 'instant' }
    : { sql, direction, type: numeric[field] ?? 'text' };
}

/** The largest value of an integer column. */
const MAX_INTEGER = 2_147_483_647;

/** The latest instant that a `Date` supports. */
const MAX_INSTANT = 8_640_000_000_000_000;

/** Whether an external value is a valid key. */
export function isOrderKey({ type }: Pick<OrderKey, 'type'>, value: unknown) {
  if (type === 'text') {
    return typeof value === 'string';
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return false;
  }
  const maxValues = {
    integer: MAX_INTEGER,
    instant: MAX_INSTANT,
    number: Infinity,
  };
  return (
    (type === 'number' || Number.isInteger(value)) &&
    Math.abs(value) <= maxValues[type]
  );
}
