import { Knex } from 'knex';
import { divideSql, epochMsSql } from '../../../database/dialect';
import {
  IS_SHARED,
  visibilityCodes,
} from '../../../visibility/visibilityCodes';
import { TEXT_ROWS_TABLE, TEXTS_TABLE } from '../texts/textTables';

/** SQL for the id of who shares a row. */
const SCOPE = `CASE visibility WHEN ${visibilityCodes.workspace} THEN workspace_id ELSE project_id END`;

const QUARTER_HOUR_MS = 900_000;
const DAY_MS = 86_400_000;

/** How counts are broken down: the sum of what they are by. */
export const BY_ACTION = 1;
export const BY_ENTITY_TYPE = 2;

/** All of them. */
export const breakdowns: readonly number[] = [
  0,
  BY_ACTION,
  BY_ENTITY_TYPE,
  BY_ACTION + BY_ENTITY_TYPE,
];

/** Tables that hold what is counted of the log. */
export interface CountTables {
  rollups: readonly Rollup[];
  /** What people were called last. */
  people: string;
}

/** A table of counts by spans of time. */
export interface Rollup {
  table: string;
  /** The column of the spans, numbered from 1970 on, and how long they are. */
  span: 'quarter_hour' | 'day';
  spanMs: number;
  /** The columns that together are its key. */
  key: readonly string[];
}

const kind = ['breakdown', 'action', 'entity_type'];

/** Counts of everybody together, for whatever is not by the days of a zone. */
export const days: Rollup = {
  table: 'activity_days',
  span: 'day',
  spanMs: DAY_MS,
  key: [...kind, 'day', 'workspace_id'],
};

/** Counts of everybody together: quarters of an hour fit the days of any zone. */
export const quarterHours: Rollup = {
  table: 'activity_quarter_hours',
  span: 'quarter_hour',
  spanMs: QUARTER_HOUR_MS,
  key: [...kind, 'quarter_hour', 'workspace_id'],
};

/** Counts by person. */
export const personDays: Rollup = {
  table: 'activity_person_days',
  span: 'day',
  spanMs: DAY_MS,
  key: [...kind, 'day', 'user_id', 'workspace_id'],
};

/** What a row is shared by: the workspace, or a project in it. */
const audience = ['visibility', 'scope_id'];

/** The same of what is shared, by who shares it. */
export const sharedDays: Rollup = {
  table: 'activity_shared_days',
  span: 'day',
  spanMs: DAY_MS,
  key: [...kind, 'day', ...audience, 'workspace_id'],
};
export const sharedQuarterHours: Rollup = {
  table: 'activity_shared_quarter_hours',
  span: 'quarter_hour',
  spanMs: QUARTER_HOUR_MS,
  key: [...kind, 'quarter_hour', ...audience, 'workspace_id'],
};
export const sharedPersonDays: Rollup = {
  table: 'activity_shared_person_days',
  span: 'day',
  spanMs: DAY_MS,
  key: [...kind, 'day', 'user_id', ...audience, 'workspace_id'],
};

/** All of them. */
export const rollups: readonly Rollup[] = [
  days,
  quarterHours,
  personDays,
  sharedDays,
  sharedQuarterHours,
  sharedPersonDays,
];

/** What is counted of the log. */
export const logCounts: CountTables = { rollups, people: 'activity_people' };

/** The tables that are made from the log, and can be made from it anew. */
export const derivedTables: readonly string[] = [
  ...rollups.map(({ table }) => table),
  logCounts.people,
  TEXTS_TABLE,
  TEXT_ROWS_TABLE,
];

/**
 * SQL for the counts of a part of the log, as a table of counts has them and in
 * the order of its key.
 *
 * @param arrived - the condition that says which part
 */
export function countsSql(
  knex: Knex,
  { span, spanMs, key }: Rollup,
  arrived: string,
): string {
  const number = divideSql(epochMsSql(knex, 'created_at'), spanMs);
  const isOfShared = key.includes('scope_id');
  const person = key.includes('user_id') ? 'user_id, ' : '';
  const by = `${person}${
    isOfShared ? 'visibility, scope_id, ' : ''
  }workspace_id`;
  const from = isOfShared
    ? `(SELECT *, ${SCOPE} AS scope_id FROM activity WHERE ${IS_SHARED}) AS shared`
    : 'activity';
  const byWhich = breakdowns
    .map(breakdown => `SELECT ${breakdown} AS breakdown`)
    .join(' UNION ALL ');
  const all = (column: string, part: number) =>
    `CASE WHEN breakdown & ${part} > 0 THEN ${column} ELSE '' END`;
  return `SELECT breakdown, ${all('kinds.action', BY_ACTION)} AS action,
      ${all('kinds.entity_type', BY_ENTITY_TYPE)} AS entity_type,
      ${span}, ${by}, sum(times) AS count
    FROM (
      SELECT action, coalesce(entity_type, '') AS entity_type,
        ${number} AS ${span}, ${by}, count(*) AS times
      FROM ${from} WHERE ${arrived} AND NOT is_detail
      GROUP BY ${places(key.length - 1)}
    ) AS kinds CROSS JOIN (${byWhich}) AS breakdowns
    GROUP BY ${places(key.length)} ORDER BY ${places(key.length)}`;
}

/** The first columns of a query by their numbers, as names could mean others. */
function places(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(', ');
}
