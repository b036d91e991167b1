import { Knex } from 'knex';
import { divideSql, epochMsSql } from '../../../database/dialect';
import {
  IS_SHARED,
  visibilityCodes,
} from '../../../changes/log/visibilityCodes';
import { TEXT_ROWS_TABLE, TEXTS_TABLE } from '../texts/textTables';

/** SQL for the id of a row's audience. */
const SCOPE = `CASE visibility WHEN ${visibilityCodes.workspace} THEN workspace_id ELSE project_id END`;

const QUARTER_HOUR_MS = 900_000;
const DAY_MS = 86_400_000;

/** Breakdowns of counts; a breakdown is the sum of these flags. */
export const BY_ACTION = 1;
export const BY_ENTITY_TYPE = 2;

/** All breakdowns. */
export const breakdowns: readonly number[] = [
  0,
  BY_ACTION,
  BY_ENTITY_TYPE,
  BY_ACTION + BY_ENTITY_TYPE,
];

/** The tables with counts of the log. */
export interface CountTables {
  rollups: readonly Rollup[];
  /** The table with the newest names of people. */
  people: string;
}

/** A table of counts by spans of time. */
export interface Rollup {
  table: string;
  /** The column of the span number, counted from 1970, and the length of a span. */
  span: 'quarter_hour' | 'day';
  spanMs: number;
  /** The columns of the primary key. */
  key: readonly string[];
}

const kind = ['breakdown', 'action', 'entity_type'];

/** Counts of all people, for queries that do not depend on a zone's days. */
export const days: Rollup = {
  table: 'activity_days',
  span: 'day',
  spanMs: DAY_MS,
  key: [...kind, 'day', 'workspace_id'],
};

/** Counts of all people by quarter hour, which fits the days of every zone. */
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

/** The audience columns of a shared row: the workspace or a project. */
const audience = ['visibility', 'scope_id'];

/** The same counts of shared rows, by audience. */
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

/** All tables of counts. */
export const rollups: readonly Rollup[] = [
  days,
  quarterHours,
  personDays,
  sharedDays,
  sharedQuarterHours,
  sharedPersonDays,
];

/** The stored counts of the log. */
export const logCounts: CountTables = { rollups, people: 'activity_people' };

/** The tables that are derived from the log and can be rebuilt. */
export const derivedTables: readonly string[] = [
  ...rollups.map(({ table }) => table),
  logCounts.people,
  TEXTS_TABLE,
  TEXT_ROWS_TABLE,
];

/**
 * SQL for the counts of a part of the log, in the columns and key order of a table of counts.
 *
 * @param arrived - the condition that selects the part
 */
export function countsSql(
  knex: Knex,
  { span, spanMs, key }: Rollup,
  arrived: string,
): string {
  const number = divideSql(epochMsSql(knex, 'created_at'), spanMs);
  const isOfShared = key.includes('scope_id');
  const person = key.includes('user_id') ? 'user_id, ' : '';
  const groupColumns = `${person}${
    isOfShared ? 'visibility, scope_id, ' : ''
  }workspace_id`;
  const from = isOfShared
    ? `(SELECT *, ${SCOPE} AS scope_id FROM activity WHERE ${IS_SHARED}) AS shared`
    : 'activity';
  const byWhich = breakdowns
    .map(breakdown => `SELECT ${breakdown} AS breakdown`)
    .join(' UNION ALL ');
  const breakdownColumnSql = (column: string, part: number) =>
    `CASE WHEN breakdown & ${part} > 0 THEN ${column} ELSE '' END`;
  return `SELECT breakdown, ${breakdownColumnSql(
    'kinds.action',
    BY_ACTION,
  )} AS action,
      ${breakdownColumnSql('kinds.entity_type', BY_ENTITY_TYPE)} AS entity_type,
      ${span}, ${groupColumns}, sum(times) AS count
    FROM (
      SELECT action, coalesce(entity_type, '') AS entity_type,
        ${number} AS ${span}, ${groupColumns}, count(*) AS times
      FROM ${from} WHERE ${arrived} AND NOT is_detail
      GROUP BY ${listColumnNumbers(key.length - 1)}
    ) AS kinds CROSS JOIN (${byWhich}) AS breakdowns
    GROUP BY ${listColumnNumbers(key.length)} ORDER BY ${listColumnNumbers(
    key.length,
  )}`;
}

/** The first columns of a query by number, because names could be ambiguous. */
function listColumnNumbers(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(', ');
}
