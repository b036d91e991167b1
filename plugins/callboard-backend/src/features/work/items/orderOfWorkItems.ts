import {
  readItemReference,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { epochMsSql } from '../../../database/dialect';

/** What a list of items goes by: a key of each row, then its id. */
export interface OrderKey {
  sql: string;
  direction: 'asc' | 'desc';
  /** What the key of a row is; an instant is milliseconds in a cursor. */
  type: 'text' | 'integer' | 'number' | 'instant';
}

type Field = Exclude<WorkItemOrder, `-${string}`>;

/** What is neither a text nor an instant. */
const numeric: Partial<Record<Field, OrderKey['type']>> = {
  priority: 'integer',
  number: 'integer',
  estimate_time: 'integer',
  state: 'number',
  sort_order: 'number',
  estimate_points: 'number',
};

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

/** More than the milliseconds of any moment here. */
const RANK = '1e14';

/**
 * SQL for how well items match what is searched for: that identifier, then that
 * number, then the rest. Equals are in the order of their last change.
 */
function relevanceSql(knex: Knex, search: string | undefined): string {
  const reference = readItemReference(search ?? '');
  const age = `-${epochMsSql(knex, 'work_items.updated_at')}`;
  if (!reference) {
    return age;
  }
  // Both consist of capitals and digits only.
  const { project, number } = reference;
  const isNamed = `work_items.project_id IN (SELECT id FROM projects WHERE identifier = '${project}')`;
  const rank =
    project === undefined ? '0' : `(CASE WHEN ${isNamed} THEN 0 ELSE 1 END)`;
  return `(CASE WHEN work_items.number = ${number} THEN ${rank} ELSE 2 END) * ${RANK} ${age}`;
}

/**
 * The orders of a list; items without a value come last either way.
 *
 * @param search - what the list is searched for
 */
export function orderOfWorkItems(
  knex: Knex,
  order: WorkItemOrder,
  search?: string,
): OrderKey {
  const isReverse = order.startsWith('-');
  const field = order.slice(isReverse ? 1 : 0) as Field;
  const direction = isReverse ? 'desc' : 'asc';
  const column = `work_items.${field}`;
  const empty = emptyAs[field];
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
  const sql = plain[field];
  return sql === undefined
    ? { sql: column, direction, type: 'instant' }
    : { sql, direction, type: numeric[field] ?? 'text' };
}

/** The widest whole number that a column takes. */
const MAX_INTEGER = 2_147_483_647;

/** The furthest moment that a date can be. */
const MAX_INSTANT = 8_640_000_000_000_000;

/** Whether a value from outside can be the key of a row. */
export function isOrderKey({ type }: Pick<OrderKey, 'type'>, value: unknown) {
  if (type === 'text') {
    return typeof value === 'string';
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return false;
  }
  const most = { integer: MAX_INTEGER, instant: MAX_INSTANT, number: Infinity };
  return (
    (type === 'number' || Number.isInteger(value)) &&
    Math.abs(value) <= most[type]
  );
}
