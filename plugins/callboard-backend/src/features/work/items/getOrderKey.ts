import {
  readItemReference,
  WorkItemOrder,
  WorkItemOrderField,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { epochMsSql } from '../../../database/dialect';
import { PositionPart } from '../../../database/paging';

/** The sort key of an item list; ties are broken by id. */
export interface OrderKey {
  sql: string;
  direction: 'asc' | 'desc';
  /** The type of the key. A cursor stores an instant as milliseconds. */
  type: PositionPart;
}

interface SortField {
  type: OrderKey['type'];
  /** The SQL of the key; by default the column of the field. */
  sql?: string;
  /** The SQL values that replace empty values, so that empty values sort last in each direction. */
  empty?: [ascending: string, descending: string];
}

/** The year 10000 in milliseconds since 1970. */
const AFTER_ALL_INSTANTS_MS = '253402300800000';

const NO_DATE: [string, string] = ["'9999-12-31'", "''"];

const sortFields: Record<WorkItemOrderField, SortField> = {
  created_at: { type: 'milliseconds' },
  updated_at: { type: 'milliseconds' },
  completed_at: { type: 'bigint' },
  start_date: { type: 'text', empty: NO_DATE },
  target_date: { type: 'text', empty: NO_DATE },
  priority: { type: 'smallint' },
  // Keeps the key short enough for a cursor.
  title: { type: 'text', sql: 'substr(work_items.search_text, 1, 200)' },
  number: { type: 'integer' },
  state: { type: 'number', sql: 'work_states.sequence' },
  sort_order: { type: 'number' },
  estimate_points: { type: 'number', empty: ['1e300', '-1'] },
  estimate_time: { type: 'integer', empty: ['2147483647', '-1'] },
  relevance: { type: 'bigint' },
};

/** Outweighs any timestamp in milliseconds, so that the rank decides first. */
const RANK_WEIGHT = '1e14';

/**
 * Builds SQL that sorts items by relevance to a search: first the item with the searched
 * identifier, then items with the same number in other projects, then all other items. Sorts items
 * of equal relevance by their last change.
 */
function buildRelevanceSql(knex: Knex, search: string | undefined): string {
  const reference = readItemReference(search ?? '');
  const negatedUpdatedAt = `-${epochMsSql(knex, 'work_items.updated_at')}`;
  if (!reference) {
    return negatedUpdatedAt;
  }
  // Safe in SQL without bindings, because both consist only of uppercase letters and digits.
  const { project, number } = reference;
  const isInProjectSql = `work_items.project_id IN (SELECT id FROM projects WHERE identifier = '${project}')`;
  const rank =
    project === undefined
      ? '0'
      : `(CASE WHEN ${isInProjectSql} THEN 0 ELSE 1 END)`;
  return `(CASE WHEN work_items.number = ${number} THEN ${rank} ELSE 2 END) * ${RANK_WEIGHT} ${negatedUpdatedAt}`;
}

/** Returns the sort key of an order. Items without a value come last in both directions. */
export function getOrderKey(
  knex: Knex,
  order: WorkItemOrder,
  search?: string,
): OrderKey {
  const isReverse = order.startsWith('-');
  const field = order.slice(isReverse ? 1 : 0) as WorkItemOrderField;
  const direction = isReverse ? 'desc' : 'asc';
  const column = `work_items.${field}`;
  const { type, sql = column, empty } = sortFields[field];
  if (field === 'relevance') {
    return { sql: buildRelevanceSql(knex, search), direction, type };
  }
  if (field === 'completed_at') {
    const ms = epochMsSql(knex, column);
    const emptyValue = isReverse ? '-1' : AFTER_ALL_INSTANTS_MS;
    return { sql: `coalesce(${ms}, ${emptyValue})`, direction, type };
  }
  return empty
    ? {
        sql: `coalesce(${column}, ${empty[isReverse ? 1 : 0]})`,
        direction,
        type,
      }
    : { sql, direction, type };
}
